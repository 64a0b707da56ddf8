/** The verbs that measure what plans are made from, and what becomes of plans. */
@NullMarked
package duet.app.cli.planning;

import org.jspecify.annotations.NullMarked;
