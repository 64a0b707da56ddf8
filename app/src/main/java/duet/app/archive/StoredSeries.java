package duet.app.archive;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A series on the disk, to be read with {@link Import}.
 *
 * @param first one of its objects, to read the header of
 */
public record StoredSeries(Path folder, Path first, int objects, Instant lastReceived) {}
