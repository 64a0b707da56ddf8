/**
 * What the lanes did, what they were to do and what the machine tells of itself, as the panel shows
 * it. Worked out on a thread of its own; knows no node.
 */
@NullMarked
package duet.app.desktop.lane;

import org.jspecify.annotations.NullMarked;
