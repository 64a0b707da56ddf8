/**
 * Turns CT slices into readings: preprocessing by the model card, two lanes at once, results on the
 * grid of the CT, provenance.
 */
@NullMarked
package duet.app.reading;

import org.jspecify.annotations.NullMarked;
