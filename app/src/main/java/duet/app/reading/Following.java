package duet.app.reading;

import duet.inference.pipeline.Pipeline;
import duet.inference.schedule.Schedule;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a reader goes by at a time.
 *
 * @param pipeline that runs its frames
 * @param halves what is done for them before and after the engines
 * @param schedule that the pipeline follows; none while nothing is known of the times of the lanes
 */
record Following(Pipeline pipeline, Halves halves, Supplier<Optional<Schedule>> schedule) {}
