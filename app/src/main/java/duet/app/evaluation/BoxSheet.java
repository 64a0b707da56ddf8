package duet.app.evaluation;

import duet.models.dataset.GreyPicture;
import duet.models.dataset.LabelBox;
import duet.models.dataset.LabelledImage;
import duet.models.evaluation.boxes.FoundBox;
import duet.models.evaluation.boxes.JudgedImage;
import duet.viewer.finding.Confidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The images on which a detector is most wrong: the positive ones with the weakest strongest box,
 * then the negative ones with the strongest. Marks are white, boxes at the threshold and above
 * grey.
 */
public final class BoxSheet {
  private static final int COLUMNS = 4;
  private static final int TILE = 256;
  private static final int MARK = 255;
  private static final int FOUND = 170;

  private BoxSheet() {}

  /**
   * Draws and writes it.
   *
   * @param file a PNG
   * @param judged in the order of the images
   */
  public static void write(
      Path file,
      Subject subject,
      List<LabelledImage> images,
      List<JudgedImage> judged,
      double threshold)
      throws IOException {
    Comparator<Integer> weakest = Comparator.comparingDouble(i -> judged.get(i).score());
    List<Integer> missed = indices(judged, true).stream().sorted(weakest).limit(COLUMNS).toList();
    List<Integer> raised =
        indices(judged, false).stream().sorted(weakest.reversed()).limit(COLUMNS).toList();
    Sheet sheet = new Sheet(COLUMNS, 2, 6, TILE);
    sheet.line(
        String.format(
            Locale.ROOT,
            "%s: where it is most wrong. White: marked by a person. Grey: found at %s and above.",
            subject.title(),
            Confidence.text(threshold)));
    for (List<Integer> row : List.of(missed, raised)) {
      sheet.line(row == missed ? "positive, weakest" : "negative, strongest");
      sheet.captions(row.stream().map(i -> caption(judged.get(i))).toList());
      List<GreyPicture> pictures = new ArrayList<>();
      row.forEach(i -> pictures.add(drawn(images.get(i), judged.get(i), threshold)));
      sheet.row(pictures);
    }
    sheet.write(file, subject.boxNotice());
  }

  private static List<Integer> indices(List<JudgedImage> judged, boolean positive) {
    return IntStream.range(0, judged.size())
        .filter(i -> judged.get(i).isPositive() == positive)
        .boxed()
        .toList();
  }

  private static String caption(JudgedImage image) {
    return String.format(Locale.ROOT, "%s: score %.2f", image.name(), image.score());
  }

  private static GreyPicture drawn(LabelledImage image, JudgedImage judged, double threshold) {
    GreyPicture picture = image.read();
    byte[] grey = picture.grey().clone();
    Outline outline = new Outline(grey, picture.width(), picture.height());
    for (FoundBox box : judged.found()) {
      if (box.score() >= threshold) {
        outline.draw(
            box.area().left(), box.area().top(), box.area().right(), box.area().bottom(), FOUND);
      }
    }
    for (LabelBox box : image.boxes()) {
      double left = box.centreX() - box.width() / 2;
      double top = box.centreY() - box.height() / 2;
      outline.draw(left, top, left + box.width(), top + box.height(), MARK);
    }
    return new GreyPicture(picture.width(), picture.height(), grey);
  }

  /** Draws rectangles, given in shares of the picture, two pixels strong. */
  private record Outline(byte[] grey, int width, int height) {
    void draw(double left, double top, double right, double bottom, int ink) {
      int x0 = inside((int) Math.round(left * width), width);
      int x1 = inside((int) Math.round(right * width), width);
      int y0 = inside((int) Math.round(top * height), height);
      int y1 = inside((int) Math.round(bottom * height), height);
      for (int y = y0; y <= y1; y++) {
        for (int x = x0; x <= x1; x++) {
          boolean edge = x - x0 < 2 || x1 - x < 2 || y - y0 < 2 || y1 - y < 2;
          if (edge) {
            grey[y * width + x] = (byte) ink;
          }
        }
      }
    }

    private static int inside(int at, int size) {
      return Math.max(0, Math.min(size - 1, at));
    }
  }
}
