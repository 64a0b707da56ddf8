/**
 * Folders of pictures to train on and to be judged by, read strictly: whatever is missing, doubled
 * or out of range is refused with its name. Knows files and pixels; knows no network.
 */
@NullMarked
package duet.models.dataset;

import org.jspecify.annotations.NullMarked;
