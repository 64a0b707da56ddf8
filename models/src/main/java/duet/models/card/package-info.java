/**
 * What a model is for, what it takes and gives, who trained it on what: the model card, its YAML
 * form and its checks.
 */
@NullMarked
package duet.models.card;

import org.jspecify.annotations.NullMarked;
