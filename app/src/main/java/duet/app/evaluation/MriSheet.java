package duet.app.evaluation;

import duet.models.dataset.GreyPicture;
import duet.models.dataset.Pair;
import duet.models.evaluation.image.ScoreTable;
import duet.models.evaluation.image.SliceScore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The best, the median and the worst slice by SSIM inside the head: CT, synthetic MRI, MRI, and
 * their absolute difference.
 */
public final class MriSheet {
  private static final int TILE = 256;
  private static final List<String> COLUMNS =
      List.of("CT", "synthetic MRI", "MRI (acquired)", "|synthetic MRI - MRI|");

  private MriSheet() {}

  /**
   * Draws and writes it.
   *
   * @param file a PNG
   */
  public static void write(
      Path file,
      Subject subject,
      List<Pair> pairs,
      ScoreTable scores,
      UnaryOperator<GreyPicture> model)
      throws IOException {
    List<SliceScore> ranked =
        scores.slices().stream()
            .sorted(Comparator.comparingDouble((SliceScore s) -> s.head().ssim()).reversed())
            .toList();
    Sheet sheet = new Sheet(COLUMNS.size(), 3, 6, TILE);
    sheet.line(subject.title() + ": best, median and worst slice by SSIM inside the head");
    sheet.captions(COLUMNS);
    row(sheet, "best", ranked.get(0), pairs, model);
    row(sheet, "median", ranked.get(ranked.size() / 2), pairs, model);
    row(sheet, "worst", ranked.get(ranked.size() - 1), pairs, model);
    sheet.write(file, subject.syntheticNotice());
  }

  private static void row(
      Sheet sheet,
      String which,
      SliceScore score,
      List<Pair> pairs,
      UnaryOperator<GreyPicture> model) {
    Pair pair = pairs.stream().filter(p -> p.name().equals(score.name())).findFirst().orElseThrow();
    GreyPicture ct = pair.readCt();
    GreyPicture mri = pair.readMri();
    GreyPicture made = model.apply(ct);
    sheet.line(
        String.format(
            Locale.ROOT,
            "%s: case %s, slice %d. Whole image PSNR %.2f dB, SSIM %.3f; inside the head %.2f dB,"
                + " %.3f, sharpness %.2f",
            which,
            score.caseId(),
            score.slice(),
            score.whole().psnr(),
            score.whole().ssim(),
            score.head().psnr(),
            score.head().ssim(),
            score.head().sharpness()));
    sheet.row(List.of(ct, made, mri, difference(made, mri)));
  }

  private static GreyPicture difference(GreyPicture a, GreyPicture b) {
    byte[] grey = new byte[a.grey().length];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) Math.abs((a.grey()[i] & 0xFF) - (b.grey()[i] & 0xFF));
    }
    return new GreyPicture(a.width(), a.height(), grey);
  }
}
