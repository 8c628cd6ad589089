/** Configs as text again: Python, JSON, JSON lines, YAML; and reports about them. */
package org.vedette.config.io;
