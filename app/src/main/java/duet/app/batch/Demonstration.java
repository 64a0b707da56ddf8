package duet.app.batch;

import duet.app.archive.Archive;
import duet.app.archive.Arrival;
import duet.app.config.ListenerConfig;
import duet.app.dimse.Listener;
import duet.app.reading.Reader;
import duet.viewer.dicom.DicomReader;
import duet.viewer.dicom.DicomWriter;
import duet.viewer.phantom.PhantomStudy;
import duet.viewer.series.Refused;
import duet.viewer.series.Series;
import duet.viewer.series.SeriesBuilder;
import duet.viewer.series.SeriesResult;
import duet.viewer.series.Slice;
import duet.viewer.series.SliceResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * The main job on the demonstration study, from the wire to the report: a scanner of our own sends
 * the phantom over the loopback, and each slice is read as it arrives.
 */
public final class Demonstration {
  private static final long PATIENCE_SECONDS = 60;

  private final Batch batch;
  private final DicomReader dicomReader;
  private final DicomWriter dicomWriter;

  public Demonstration(Batch batch, DicomReader dicomReader, DicomWriter dicomWriter) {
    this.batch = batch;
    this.dicomReader = dicomReader;
    this.dicomWriter = dicomWriter;
  }

  /**
   * Sends, receives, reads and writes the report.
   *
   * @throws IOException when the loopback or the disk fails
   */
  public BatchResult run(OutFolder out) throws IOException, InterruptedException {
    ListenerConfig loopback = ListenerConfig.STANDARD.withPort(0);
    var scanner = new DemoScanner(dicomWriter, loopback.aeTitle(), Duration.ZERO);
    BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(DemoScanner.objects());
    try (Reader reader = batch.openReader();
        Archive archive = Archive.open(out.stageFolder("received"), dicomReader);
        Listener listener = Listener.open(loopback, archive)) {
      archive.onSlices(arrivals::add);
      FutureTask<Void> sending = sending(scanner, listener.port());
      try {
        ReadSeries read = read(reader, arrivals, new Batch.Place(out, "series-1"));
        sending.get();
        return new BatchResult(List.of(), List.of(read));
      } catch (ExecutionException e) {
        throw new IOException("the demonstration study could not be sent", e.getCause());
      } finally {
        sending.cancel(true);
      }
    }
  }

  private static FutureTask<Void> sending(DemoScanner scanner, int port) {
    var sending =
        new FutureTask<Void>(
            () -> {
              scanner.send(port);
              return null;
            });
    Thread thread = new Thread(sending, "demo-scanner");
    thread.setDaemon(true);
    thread.start();
    return sending;
  }

  private ReadSeries read(Reader reader, BlockingQueue<Arrival> arrivals, Batch.Place place)
      throws IOException, InterruptedException {
    int slices = DemoScanner.objects();
    batch.watcher().began(place.name(), slices);
    String uid = PhantomStudy.standard().seriesInstanceUid();
    try (SeriesRun run = new SeriesRun(reader, uid, done -> batch.watcher().read(done, slices))) {
      Series series = series(offerAll(arrivals, run));
      return batch.write(run.finish(series), place);
    } finally {
      batch.watcher().ended(place.name());
    }
  }

  private static List<Slice> offerAll(BlockingQueue<Arrival> arrivals, SeriesRun run)
      throws IOException, InterruptedException {
    var slices = new ArrayList<Slice>();
    for (int i = 0; i < DemoScanner.objects(); i++) {
      Arrival arrival = arrivals.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (arrival == null) {
        throw new IOException("the demonstration study did not arrive over the loopback");
      }
      if (arrival.result() instanceof SliceResult.Slices received) {
        for (Slice slice : received.slices()) {
          slices.add(slice);
          run.offer(slice);
        }
      }
    }
    return slices;
  }

  private static Series series(List<Slice> slices) throws IOException {
    SeriesResult result = SeriesBuilder.build(slices);
    if (result instanceof Series series) {
      return series;
    }
    throw new IOException("the demonstration study is damaged: " + ((Refused) result).text());
  }
}
