package duet.app.desktop;

import duet.app.archive.Import;
import duet.app.desktop.pane.RefusedFile;
import duet.app.worklist.Worklist;
import duet.viewer.dicom.DicomReader;
import duet.viewer.series.Refused;
import duet.viewer.series.Slice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.concurrent.Task;

/**
 * Brings files into the worklist and keeps the list of those that are not shown. Import threads
 * write, the screen reads.
 */
final class Intake {
  /** Names of refused files that are kept; more are only counted. */
  private static final int REFUSED_MAX = 10_000;

  private final DicomReader dicom;
  private final Worklist worklist;
  private final Consumer<Intake> changed;
  private final List<RefusedFile> refused = new ArrayList<>();
  private int refusedCount;

  /**
   * @param changed told when a file was refused, on any thread
   */
  Intake(DicomReader dicom, Worklist worklist, Consumer<Intake> changed) {
    this.dicom = dicom;
    this.worklist = worklist;
    this.changed = changed;
  }

  /** An import that has not begun; it runs on the thread that runs the task. */
  Task<Import.Summary> task(List<Path> paths) {
    return new Job(paths);
  }

  void refuse(String name, Refused why) {
    synchronized (this) {
      refusedCount++;
      if (refused.size() < REFUSED_MAX) {
        refused.add(new RefusedFile(name, why));
      }
    }
    changed.accept(this);
  }

  synchronized int refusedCount() {
    return refusedCount;
  }

  /** The first {@value #REFUSED_MAX} of them. */
  synchronized List<RefusedFile> refused() {
    return List.copyOf(refused);
  }

  void forgetRefused() {
    synchronized (this) {
      refused.clear();
      refusedCount = 0;
    }
    changed.accept(this);
  }

  /** One import as a task: progress, cancel, end. */
  private final class Job extends Task<Import.Summary> implements Import.Listener {
    private final List<Path> paths;
    private final Set<String> uids = new HashSet<>();
    private volatile Import.Summary summary = new Import.Summary(0, 0, 0, Import.Ending.CANCELLED);

    Job(List<Path> paths) {
      this.paths = paths;
      updateTitle("Opening " + (paths.size() == 1 ? name(paths.get(0)) : paths.size() + " items"));
    }

    private static String name(Path path) {
      Path name = path.getFileName();
      return name == null ? path.toString() : name.toString();
    }

    @Override
    protected Import.Summary call() throws InterruptedException {
      try (Import running = Import.start(dicom, paths, this)) {
        running.join();
      }
      return summary;
    }

    @Override
    public void progress(int found, int done) {
      updateProgress(done, Math.max(1, found));
      updateMessage(done + " of " + found + " files");
    }

    @Override
    public void read(String name, List<Slice> slices) {
      slices.forEach(slice -> uids.add(slice.header().seriesInstanceUid()));
      worklist.add(slices).forEach(why -> refuse(name, why));
    }

    @Override
    public void refused(String name, Refused reason) {
      refuse(name, reason);
    }

    @Override
    public void finished(Import.Summary end) {
      summary = end;
      worklist.complete(uids);
    }
  }
}
