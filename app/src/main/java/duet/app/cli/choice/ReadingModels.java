package duet.app.cli.choice;

import duet.app.shelf.ModelWish;
import duet.app.shelf.ModelWish.Pick;
import duet.app.shelf.ModelWish.Stock;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which two models a verb shall read CT with. */
public final class ReadingModels {
  @Option(
      names = "--models",
      paramLabel = "WHICH",
      converter = StockName.class,
      description = {
        "best: your own, else those that come with Duet; stand-in: untrained networks of full size,"
            + " to measure times. Left out, it is best, and stand-in for duet bench."
      })
  private Stock stock;

  @Option(
      names = "--mri-model",
      paramLabel = "MODEL",
      description = "The synthesis model: a name from 'duet models', or an .onnx file.")
  private Optional<String> mri = Optional.empty();

  @Option(
      names = "--mri-card",
      paramLabel = "FILE",
      description = "Card of that file; the .yaml beside it if left out.")
  private Optional<Path> mriCard = Optional.empty();

  @Option(
      names = "--detect-model",
      paramLabel = "MODEL",
      description = "The detector: a name from 'duet models', or an .onnx file.")
  private Optional<String> detector = Optional.empty();

  @Option(
      names = "--detect-card",
      paramLabel = "FILE",
      description = "Card of that file; the .yaml beside it if left out.")
  private Optional<Path> detectorCard = Optional.empty();

  /** For verbs that show results. */
  public ReadingModels() {
    this(Stock.BEST);
  }

  /**
   * For verbs that would have it otherwise.
   *
   * @param usual where models come from if the user says nothing
   */
  public ReadingModels(Stock usual) {
    stock = usual;
  }

  /** Names as people type them, with a dash. */
  static final class StockName implements ITypeConverter<Stock> {
    @Override
    public Stock convert(String name) {
      return switch (name) {
        case "best" -> Stock.BEST;
        case "stand-in" -> Stock.STAND_IN;
        default ->
            throw new TypeConversionException("it is '" + name + "', must be best or stand-in");
      };
    }
  }

  /** What the options say. */
  public ModelWish wish() {
    return new ModelWish(
        stock,
        mri.map(name -> new Pick(name, mriCard)),
        detector.map(name -> new Pick(name, detectorCard)));
  }
}
