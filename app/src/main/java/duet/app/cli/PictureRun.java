package duet.app.cli;

import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.Failures;
import duet.app.console.Progress;
import duet.app.vision.Picture;
import duet.models.card.InstalledModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One model over some pictures; one that cannot be read does not stop the others. */
final class PictureRun {
  private final List<Map<String, Object>> entries = new ArrayList<>();
  private int refused;

  /** What is done with a picture. */
  interface Work {
    /** Adds what was found to the entry of the picture. */
    void on(BufferedImage picture, Map<String, Object> entry) throws IOException;
  }

  PictureRun(Console console, List<Path> images, Work work) throws InterruptedException {
    try (Progress progress = Progress.of(console, "pictures", "done")) {
      for (Path image : images) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        entries.add(entry(image, work));
        progress.at(entries.size(), images.size());
      }
    }
  }

  private Map<String, Object> entry(Path image, Work work) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("image", image.toString());
    try {
      BufferedImage picture = Picture.read(image);
      entry.put("width", picture.getWidth());
      entry.put("height", picture.getHeight());
      work.on(picture, entry);
    } catch (IOException e) {
      refused++;
      entry.put("refused", Failures.why(e));
    }
    return entry;
  }

  /** The whole as JSON. */
  Map<String, Object> tree(InstalledModel model) {
    var its = new LinkedHashMap<String, Object>();
    its.put("name", model.card().name());
    its.put("version", model.card().version());
    its.put("training", model.card().training().name().toLowerCase(Locale.ROOT));
    its.put("file", model.file().toString());
    its.put("sha256", model.sha256());
    var tree = new LinkedHashMap<String, Object>();
    tree.put("software", Version.text());
    tree.put("notice", "For research use only.");
    tree.put("model", its);
    tree.put("images", entries);
    return tree;
  }

  /** A line for each picture that was refused. */
  void complain(Console console) {
    for (Map<String, Object> entry : entries) {
      if (entry.containsKey("refused")) {
        console.say(entry.get("image") + " was refused: " + entry.get("refused"));
      }
    }
  }

  int exitCode() {
    if (refused == entries.size()) {
      return ExitCode.NOTHING;
    }
    return refused > 0 ? ExitCode.PARTLY : ExitCode.DONE;
  }
}
