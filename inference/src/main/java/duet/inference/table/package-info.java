/** Tables of facts as text files in the program, for people to read and check. */
@NullMarked
package duet.inference.table;

import org.jspecify.annotations.NullMarked;
