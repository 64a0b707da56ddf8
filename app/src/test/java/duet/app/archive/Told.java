package duet.app.archive;

import duet.viewer.dicom.DicomReader;
import duet.viewer.dicom.toolkit.ToolkitReader;
import duet.viewer.series.Refused;
import duet.viewer.series.Slice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remembers what an import told. */
class Told implements Import.Listener {
  final Map<String, List<Slice>> read = new LinkedHashMap<>();
  final Map<String, Refused> refused = new LinkedHashMap<>();
  final List<String> names = new ArrayList<>();
  final List<Import.Summary> ends = new ArrayList<>();
  int found;
  int done;

  /** Imports with the real reader and waits for the end. */
  static Told by(Path... paths) throws InterruptedException {
    Told told = new Told();
    DicomReader reader = new ToolkitReader();
    try (Import running = Import.start(reader, Arrays.asList(paths), told)) {
      running.join();
    }
    return told;
  }

  /** The reason, as text, for the only file whose name ends so. */
  String reason(String nameEnd) {
    List<String> reasons = new ArrayList<>();
    refused.forEach(
        (name, reason) -> {
          if (name.endsWith(nameEnd)) {
            reasons.add(reason.reason() + ": " + reason.text());
          }
        });
    return String.join(" AND ", reasons);
  }

  @Override
  public void progress(int nowFound, int nowDone) {
    found = nowFound;
    done = nowDone;
  }

  @Override
  public void read(String name, List<Slice> slices) throws InterruptedException {
    names.add(name);
    read.put(name, slices);
  }

  @Override
  public void refused(String name, Refused reason) {
    names.add(name);
    refused.put(name, reason);
  }

  @Override
  public void finished(Import.Summary summary) {
    ends.add(summary);
  }
}
