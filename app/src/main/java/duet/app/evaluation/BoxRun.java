package duet.app.evaluation;

import duet.app.vision.DetectedBox;
import duet.app.vision.Detector;
import duet.app.vision.Picture;
import duet.app.vision.input.Pixels;
import duet.models.dataset.DatasetException;
import duet.models.dataset.LabelledImage;
import duet.models.evaluation.boxes.Area;
import duet.models.evaluation.boxes.FoundBox;
import duet.models.evaluation.boxes.JudgedImage;
import duet.viewer.finding.Box;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A detection model over labelled images. */
public final class BoxRun {
  /** Which classes count as one. */
  public enum Classes {
    /** All: the type of a finding is not judged. */
    MERGED,
    SEPARATE
  }

  private BoxRun() {}

  /** Runs it, image by image. */
  public static List<JudgedImage> of(
      List<LabelledImage> images, Detector detector, Classes classes, Ticker ticker)
      throws InterruptedException {
    List<JudgedImage> judged = new ArrayList<>();
    for (LabelledImage image : images) {
      ticker.at(judged.size(), images.size());
      List<FoundBox> found =
          detector.apply(Pixels.of(read(image))).stream()
              .map(box -> found(box, image, classes))
              .toList();
      judged.add(JudgedImage.of(image, found));
    }
    ticker.at(judged.size(), images.size());
    return judged;
  }

  private static BufferedImage read(LabelledImage image) {
    try {
      return Picture.read(image.image());
    } catch (IOException e) {
      throw new DatasetException(
          "The picture " + image.image() + " is damaged. Replace it or take it out.", e);
    }
  }

  private static FoundBox found(DetectedBox found, LabelledImage image, Classes classes) {
    Box box = found.box();
    double width = image.width();
    double height = image.height();
    return new FoundBox(
        classes == Classes.MERGED ? 0 : found.classIndex(),
        found.confidence(),
        new Area(
            box.x() / width,
            box.y() / height,
            (box.x() + box.width()) / width,
            (box.y() + box.height()) / height));
  }
}
