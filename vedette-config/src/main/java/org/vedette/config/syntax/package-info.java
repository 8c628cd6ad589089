/**
 * The text of a config as a syntax tree: lexer and parser for the part of Python that configs are
 * written in. Knows nothing of values.
 */
package org.vedette.config.syntax;
