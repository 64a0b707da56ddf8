package duet.app.cli.dla;

import duet.app.adapt.Stimulus;
import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.app.vision.Picture;
import duet.app.vision.input.Pixels;
import duet.models.card.ModelCard;
import duet.viewer.phantom.PhantomStudy;
import duet.viewer.series.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** On what original and adapted model are run. */
final class ProofChoice {
  private static final int RANDOM = 3;
  private static final int MOST_PICTURES = 16;

  /** Slices of the phantom: skull base, ventricles, vertex. */
  private static final List<Integer> SLICES = List.of(6, 14, 22);

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description =
          "PNG or JPEG pictures to run both models on besides random numbers, the first 16 by name;"
              + " slices of the phantom if left out.")
  private Optional<Path> folder = Optional.empty();

  /** Random numbers, and images where it is known how to prepare them. */
  List<Stimulus> stimuli(Optional<ModelCard> card) throws IOException {
    List<Stimulus> stimuli = new ArrayList<>();
    LongStream.range(0, RANDOM).mapToObj(Stimulus::random).forEach(stimuli::add);
    if (folder.isPresent() && card.isEmpty()) {
      throw new VerbException(
          ExitCode.USAGE,
          "It is not known how the model takes pictures. Give its card with --card, or leave out"
              + " --pictures.");
    }
    if (card.isPresent()) {
      stimuli.addAll(folder.isPresent() ? pictures(card.get()) : phantom(card.get()));
    }
    return stimuli;
  }

  private static List<Stimulus> phantom(ModelCard card) {
    PhantomStudy study = PhantomStudy.standard();
    List<Stimulus> stimuli = new ArrayList<>();
    for (int index : SLICES) {
      Slice slice = study.slice(index);
      stimuli.add(Stimulus.image("phantom", Pixels.of(slice, card.input()), card));
    }
    return stimuli;
  }

  private List<Stimulus> pictures(ModelCard card) throws IOException {
    List<Stimulus> stimuli = new ArrayList<>();
    for (Path file : files(folder.orElseThrow())) {
      try {
        stimuli.add(Stimulus.image("picture", Pixels.of(Picture.read(file)), card));
      } catch (IOException e) {
        throw new VerbException(
            ExitCode.NOTHING,
            "The picture " + file.getFileName() + " cannot be used: " + e.getMessage());
      }
    }
    return stimuli;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new VerbException(ExitCode.USAGE, "There is no folder '" + folder + "'.");
    }
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files = all.filter(ProofChoice::isPicture).sorted().limit(MOST_PICTURES).toList();
      if (files.isEmpty()) {
        throw new VerbException(ExitCode.NOTHING, "There is no PNG or JPEG in " + folder + ".");
      }
      return files;
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.matches(".*\\.(png|jpe?g)");
  }
}
