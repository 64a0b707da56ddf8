package duet.app.batch;

import duet.app.archive.Import;
import duet.viewer.dicom.DicomReader;
import duet.viewer.series.Refused;
import duet.viewer.series.Slice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that was given: a line for each file, and the slices by series, in import order. */
final class Intake implements Import.Listener {
  private final BatchWatcher watcher;
  private final List<GivenFile> files = new ArrayList<>();
  private final Map<String, List<Slice>> series = new LinkedHashMap<>();

  private Intake(BatchWatcher watcher) {
    this.watcher = watcher;
  }

  /** Reads all that is at the paths; the memory for it is bounded by the import. */
  static Intake of(DicomReader dicom, List<Path> paths, BatchWatcher watcher)
      throws InterruptedException {
    Intake intake = new Intake(watcher);
    try (Import running = Import.start(dicom, paths, intake)) {
      running.join();
    }
    return intake;
  }

  /** A line for each file, in import order. */
  List<GivenFile> files() {
    return files;
  }

  List<String> seriesUids() {
    return List.copyOf(series.keySet());
  }

  /** Hands out the slices of a series and forgets them, so that their memory can be used again. */
  List<Slice> take(String seriesUid) {
    return List.copyOf(series.remove(seriesUid));
  }

  /** A series cannot be shown honestly: so none of its files was read. */
  void refuse(String seriesUid, Refused why) {
    files.replaceAll(file -> file.series().equals(seriesUid) ? file.refusedWithSeries(why) : file);
  }

  @Override
  public void progress(int found, int done) {
    watcher.imported(done, found);
  }

  @Override
  public void read(String name, List<Slice> slices) {
    String uid = slices.get(0).header().seriesInstanceUid();
    files.add(GivenFile.read(name, uid));
    series.computeIfAbsent(uid, u -> new ArrayList<>()).addAll(slices);
  }

  @Override
  public void refused(String name, Refused reason) {
    files.add(GivenFile.refused(name, reason));
  }

  @Override
  public void finished(Import.Summary summary) {}
}
