/** The verbs that train: options, progress and exit codes; what they do is in the models. */
@NullMarked
package duet.app.cli.train;

import org.jspecify.annotations.NullMarked;
