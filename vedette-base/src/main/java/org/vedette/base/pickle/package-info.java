/**
 * Python's pickle format as plain data: a reader that can build nothing but data and call nothing
 * but what a {@link org.vedette.base.pickle.PickleGlobals} knows, and a writer.
 *
 * <p>A pickle is a program for a small stack machine. Python's own reader imports and calls
 * whatever the program names; this one never does, so that a file from a stranger is only ever
 * read.
 */
package org.vedette.base.pickle;
