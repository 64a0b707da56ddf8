package duet.app.batch;

import duet.app.reading.Detection;
import duet.app.reading.Reading;
import duet.app.reading.Synthesis;
import duet.models.card.Training;
import duet.viewer.series.Remark;
import java.nio.file.Path;
import java.util.List;

/**
 * What a batch keeps of a series once its report is on the disk.
 *
 * @param name of its folder, such as {@code series-1}
 * @param synthetic slices that have a synthetic MRI
 * @param searched slices that were searched for findings
 * @param findings boxes at or above the confidence of the report
 * @param training UNTRAINED when one of the models is
 */
public record ReadSeries(
    String name,
    String uid,
    Path folder,
    int slices,
    int synthetic,
    int searched,
    int findings,
    List<Remark> remarks,
    Training training) {
  public ReadSeries {
    remarks = List.copyOf(remarks);
  }

  static ReadSeries of(String name, Path folder, Reading reading, double confidence) {
    return new ReadSeries(
        name,
        reading.series().header().seriesInstanceUid(),
        folder,
        reading.series().slices().size(),
        (int)
            reading.slices().stream().filter(s -> s.synthesis() instanceof Synthesis.Image).count(),
        (int)
            reading.slices().stream().filter(s -> s.detection() instanceof Detection.Boxes).count(),
        findings(reading, confidence),
        reading.series().remarks(),
        reading.provenance().untrained() ? Training.UNTRAINED : Training.TRAINED);
  }

  private static int findings(Reading reading, double confidence) {
    return (int)
        reading.slices().stream()
            .map(slice -> slice.detection())
            .filter(Detection.Boxes.class::isInstance)
            .flatMap(detection -> ((Detection.Boxes) detection).findings().stream())
            .filter(finding -> finding.confidence() >= confidence)
            .count();
  }

  /** Whether each slice has both results. */
  public boolean complete() {
    return synthetic == slices && searched == slices;
  }
}
