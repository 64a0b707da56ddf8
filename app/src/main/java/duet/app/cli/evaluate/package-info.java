/** The verbs that judge models: one class per verb. */
@NullMarked
package duet.app.cli.evaluate;

import org.jspecify.annotations.NullMarked;
