package duet.app.shelf;

import duet.models.card.Evidence;
import duet.models.card.Evidence.LesionContrast;
import duet.models.card.Evidence.Metric;
import duet.models.card.Evidence.OperatingPoint;
import duet.models.card.Evidence.Rate;
import duet.models.card.ImageInput;
import duet.models.card.ImageInput.ChannelOrder;
import duet.models.card.ImageInput.Resize;
import duet.models.card.ImageOutput;
import duet.models.card.Making;
import duet.models.card.ModelCard;
import duet.models.card.ModelFile;
import duet.models.card.ModelFile.Precision;
import duet.models.card.Task;
import duet.models.card.Training;
import java.util.List;
import java.util.Optional;

/** Cards of trained models as Duet ships them, with invented figures. */
public final class TestCards {
  private TestCards() {}

  /** A generator of pictures of 256 x 256. */
  public static ModelCard generator(String name) {
    return new ModelCard(
            name,
            "1.0.0",
            Task.SYNTHESIS,
            Training.TRAINED,
            "Makes a picture like a T2 slice of a head CT slice, for research.",
            List.of("Lesions may be missing or invented; read the CT.", "Adults only."),
            "18 pairs of an invented collection",
            new ImageInput(
                "input", 256, 256, 40, 80, Resize.STRETCH, 3, ChannelOrder.RGB, 2 / 255.0, -1),
            new ImageOutput.Image("output", 3, 127.5, 127.5))
        .withMaking(making("duet train mri --pairs pairs --out run"))
        .withEvidence(
            new Evidence(
                List.of(
                    new Metric("PSNR (dB)", 20.9, 19.7, 22.3, "held-out cases", 4),
                    new Metric("SSIM", 0.71, 0.66, 0.75, "held-out cases", 4)),
                List.of(
                    new LesionContrast("bleed, 10 mm, +30 HU", 0.31, 0.2, 0.42, "validation", 24)),
                Optional.empty()));
  }

  /** A detector of one class on pictures of {@code size} x {@code size}. */
  public static ModelCard detector(String name, int size) {
    return new ModelCard(
            name,
            "1.0.0",
            Task.DETECTION,
            Training.TRAINED,
            "Marks intracranial haemorrhage in head CT slices, for research.",
            List.of("No box does not mean that nothing is there."),
            "75 patients of an invented collection",
            new ImageInput(
                "images", size, size, 40, 80, Resize.LETTERBOX, 3, ChannelOrder.RGB, 1 / 255.0, 0),
            new ImageOutput.Boxes("output0", List.of("haemorrhage"), 0.3, 0.7))
        .withMaking(making("duet train detect --data data --out run"))
        .withEvidence(
            new Evidence(
                List.of(new Metric("mAP50", 0.64, 0.55, 0.73, "held-out patients", 15)),
                List.of(),
                Optional.of(
                    new OperatingPoint(
                        0.3,
                        new Rate(0.88, 0.81, 0.94),
                        new Rate(0.9, 0.86, 0.93),
                        "held-out patients",
                        500))));
  }

  /** The same card for a certain file. */
  public static ModelCard of(ModelCard card, String sha256) {
    return card.withFile(new ModelFile(sha256, 3_006_623, 4_100_000_000L, Precision.FP16));
  }

  private static Making making(String command) {
    return new Making(
        "CC BY 4.0",
        "CC BY 4.0",
        List.of(new Making.Split("training", 14, 115), new Making.Split("held out", 4, 18)),
        List.of(7L),
        "2026-11-24",
        command);
  }
}
