package duet.models.shipped;

import duet.models.card.CardException;
import duet.models.card.CardReader;
import duet.models.card.InstalledModel;
import duet.models.card.ModelCard;
import duet.models.card.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The models in the resources of this build.
 *
 * <pre>
 *   models/index.txt   their names, a line each; the first of a task is the one that Duet reads with
 *   models/NAME.onnx
 *   cards/NAME.yaml    with the SHA-256 of the file
 * </pre>
 *
 * <p>A runtime opens files, so a model that lies in a jar is unpacked into the cache when it is
 * first needed, under a name that holds its hash, and checked each time it is opened.
 */
public final class ShippedModels {
  private static final String INDEX = "models/index.txt";

  private final ClassLoader resources;

  /** Those of a class path; of this build with its own class loader. */
  public ShippedModels(ClassLoader resources) {
    this.resources = resources;
  }

  /**
   * Their cards, the preferred one of each task first; none where the build has no trained models.
   *
   * @throws CardException when the index names a model whose card is missing or wrong
   */
  public List<ModelCard> cards() {
    if (resources.getResource(INDEX) == null) {
      return List.of();
    }
    try (InputStream in = open(INDEX)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(this::card)
          .toList();
    } catch (IOException e) {
      throw new CardException("the list of the models that come with Duet cannot be read", e);
    }
  }

  private ModelCard card(String name) {
    try (InputStream in = open("cards/" + name + ".yaml")) {
      ModelCard card = CardReader.read(in);
      if (!card.name().equals(name) || card.file().isEmpty()) {
        throw new CardException(
            "the card of model " + name + " must bear its name and say which file it is for");
      }
      return card;
    } catch (IOException e) {
      throw new CardException("the card of model " + name + " cannot be read", e);
    }
  }

  /**
   * Makes one of them a file.
   *
   * @param cache for what must be unpacked; made if need be
   * @throws CardException when this build lacks the file, or it is not the one of its card
   * @throws UncheckedIOException when the cache cannot be written
   */
  public InstalledModel open(ModelCard card, Path cache) {
    String resource = "models/" + card.name() + ".onnx";
    Optional<Path> plain = plainFile(resource);
    if (plain.isPresent()) {
      return InstalledModel.open(plain.get(), card);
    }
    String hash = card.file().map(ModelFile::sha256).orElseThrow();
    Path file = cache.resolve(card.name() + "-" + hash.substring(0, 12) + ".onnx");
    return unpacked(file, card).orElseGet(() -> unpack(resource, file, card));
  }

  /** Where classes lie in folders, as in a build that runs out of its target folder. */
  private Optional<Path> plainFile(String resource) {
    URL url = resources.getResource(resource);
    if (url == null || !url.getProtocol().equals("file")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(url.toURI()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<InstalledModel> unpacked(Path file, ModelCard card) {
    try {
      return Files.isRegularFile(file)
          ? Optional.of(InstalledModel.open(file, card))
          : Optional.empty();
    } catch (CardException e) { // damaged since: unpacked again
      return Optional.empty();
    }
  }

  private InstalledModel unpack(String resource, Path file, ModelCard card) {
    try {
      return unpackWhole(resource, file, card);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "model " + card.name() + " cannot be unpacked to " + file.getParent(), e);
    }
  }

  private InstalledModel unpackWhole(String resource, Path file, ModelCard card)
      throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    Path part = Files.createTempFile(folder, "model-", ".part");
    try (InputStream in = open(resource)) {
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      InstalledModel whole = InstalledModel.open(part, card);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return new InstalledModel(card, file, whole.sha256());
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private InputStream open(String resource) {
    InputStream in = resources.getResourceAsStream(resource);
    if (in == null) {
      throw new CardException("this build lists a model but lacks its part " + resource);
    }
    return in;
  }
}
