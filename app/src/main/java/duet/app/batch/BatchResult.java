package duet.app.batch;

import java.util.List;
import java.util.Optional;

/** What became of everything that was given. */
public record BatchResult(List<GivenFile> files, List<ReadSeries> series) {
  /** How far it got. */
  public enum Extent {
    ALL,
    PARTLY,
    NOTHING
  }

  public BatchResult {
    files = List.copyOf(files);
    series = List.copyOf(series);
  }

  public Extent extent() {
    if (series.isEmpty()) {
      return Extent.NOTHING;
    }
    boolean missed = files.stream().anyMatch(GivenFile::missed);
    boolean incomplete = series.stream().anyMatch(read -> !read.complete());
    return missed || incomplete ? Extent.PARTLY : Extent.ALL;
  }

  /** The series that a file belongs to, if that was read. */
  public Optional<ReadSeries> series(GivenFile file) {
    return series.stream().filter(read -> read.uid().equals(file.series())).findFirst();
  }
}
