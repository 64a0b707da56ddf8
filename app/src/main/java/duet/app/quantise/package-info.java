/**
 * A model in fewer bits, from its file to a file with a card: what is done, on which pictures, and
 * what it costs and gains. The edits themselves are surgery of inference.
 */
@NullMarked
package duet.app.quantise;

import org.jspecify.annotations.NullMarked;
