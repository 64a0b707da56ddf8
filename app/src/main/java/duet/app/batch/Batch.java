package duet.app.batch;

import duet.app.reading.Provenance;
import duet.app.reading.Reader;
import duet.app.reading.Reading;
import duet.app.report.Report;
import duet.app.report.ReportRequest;
import duet.models.card.ImageOutput;
import duet.viewer.dicom.DicomReader;
import duet.viewer.series.Refused;
import duet.viewer.series.Series;
import duet.viewer.series.SeriesBuilder;
import duet.viewer.series.SeriesResult;
import duet.viewer.series.Slice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Reads all series that are at some paths, one after the other, each into a folder of its own. */
public final class Batch {
  private final Supplier<Reader> readers;
  private final OptionalDouble threshold;
  private final Clock clock;
  private final BatchWatcher watcher;

  /**
   * Nothing is opened yet.
   *
   * @param readers opens the models, once it is known that there is something to read
   * @param threshold lowest confidence in the report, 0..1; empty leaves it to the model card
   * @param clock date and time for the report
   */
  public Batch(
      Supplier<Reader> readers, OptionalDouble threshold, Clock clock, BatchWatcher watcher) {
    this.readers = readers;
    this.threshold = threshold;
    this.clock = clock;
    this.watcher = watcher;
  }

  /**
   * Reads what is at the paths into {@code series-1}, {@code series-2} and so on, in import order.
   *
   * @return a line for each file and each series
   * @throws IOException when a report cannot be written; those before it stay
   */
  public BatchResult run(DicomReader dicom, List<Path> paths, OutFolder out)
      throws IOException, InterruptedException {
    Intake intake = Intake.of(dicom, paths, watcher);
    var done = new ArrayList<ReadSeries>();
    if (!intake.seriesUids().isEmpty()) {
      try (Reader reader = openReader()) {
        for (String uid : intake.seriesUids()) {
          SeriesResult result = SeriesBuilder.build(intake.take(uid));
          if (result instanceof Series series) {
            done.add(read(reader, series, new Place(out, "series-" + (done.size() + 1))));
          } else if (result instanceof Refused refused) {
            intake.refuse(uid, refused);
          }
        }
      }
    }
    return new BatchResult(intake.files(), done);
  }

  record Place(OutFolder out, String name) {}

  Reader openReader() {
    return readers.get();
  }

  BatchWatcher watcher() {
    return watcher;
  }

  private ReadSeries read(Reader reader, Series series, Place place)
      throws IOException, InterruptedException {
    int slices = series.slices().size();
    watcher.began(place.name(), slices);
    String uid = series.header().seriesInstanceUid();
    try (SeriesRun run = new SeriesRun(reader, uid, done -> watcher.read(done, slices))) {
      for (Slice slice : series.slices()) {
        run.offer(slice);
      }
      return write(run.finish(series), place);
    } finally {
      watcher.ended(place.name());
    }
  }

  /** Puts a report into the folder; nothing of it is there before all of it is. */
  ReadSeries write(Reading reading, Place place) throws IOException {
    double confidence = threshold.orElseGet(() -> confidence(reading.provenance()));
    ReportRequest request = new ReportRequest(confidence, ZonedDateTime.now(clock));
    Report.write(reading, request, place.out().stageFolder(place.name()));
    Path folder = place.out().finish(place.name());
    return ReadSeries.of(place.name(), folder, reading, confidence);
  }

  private static double confidence(Provenance provenance) {
    return provenance.models().stream()
        .map(use -> use.card().output())
        .filter(ImageOutput.Boxes.class::isInstance)
        .mapToDouble(output -> ((ImageOutput.Boxes) output).confidence())
        .findFirst()
        .orElse(0);
  }
}
