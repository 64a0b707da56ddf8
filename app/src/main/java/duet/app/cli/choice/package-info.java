/** Options that several verbs share: which models, where results go. Knows no verb. */
@NullMarked
package duet.app.cli.choice;

import org.jspecify.annotations.NullMarked;
