/**
 * Studies on this disk: import of folders and ZIPs, received objects (.part, fsync, rename), series
 * as they grow.
 */
@NullMarked
package duet.app.archive;

import org.jspecify.annotations.NullMarked;
