package duet.app.cli.quantise;

import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.app.quantise.Pictures;
import duet.inference.calibration.Calibration.Images;
import duet.models.card.ImageInput;
import duet.models.dataset.DatasetException;
import duet.models.dataset.Pair;
import duet.models.dataset.PairSet;
import duet.models.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** On which pictures ranges are found and both models are compared. */
final class CalibrationChoice {
  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "32",
      description = "At most so many of them, at equal steps; ${DEFAULT-VALUE} if left out.")
  private int most;

  /** A folder of one of two kinds. */
  static final class Source {
    @Option(
        names = "--calibrate",
        paramLabel = "DIR",
        description = "Pictures as the model will see them, PNG or JPEG: training data, not test.")
    private Optional<Path> folder = Optional.empty();

    @Option(
        names = "--pairs",
        paramLabel = "DIR",
        description = "Pairs of CT and MRI as for duet train mri; takes the CT of training pairs.")
    private Optional<Path> pairs = Optional.empty();
  }

  Images read(ImageInput input) {
    if (most < 1) {
      throw new VerbException(ExitCode.USAGE, "--images is " + most + ", must be 1 or more.");
    }
    try {
      return Pictures.read(Pictures.some(files(), most), input);
    } catch (DatasetException e) {
      throw new VerbException(ExitCode.NOTHING, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new VerbException(ExitCode.NOTHING, "The picture " + e.getMessage());
    }
  }

  private List<Path> files() throws IOException {
    if (source.pairs.isPresent()) {
      PairSet set = PairSet.read(source.pairs.get());
      boolean split = set.pairs().stream().anyMatch(pair -> pair.split() == Split.TRAIN);
      return (split ? set.in(Split.TRAIN) : set).pairs().stream().map(Pair::ct).toList();
    }
    Path folder = source.folder.orElseThrow();
    List<Path> files = Files.isDirectory(folder) ? Pictures.in(folder) : List.of();
    if (files.isEmpty()) {
      throw new VerbException(ExitCode.NOTHING, "There is no PNG or JPEG in " + folder + ".");
    }
    return files;
  }
}
