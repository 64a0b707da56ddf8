package duet.models.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/**
 * A new model that lies in the folder where it shall be, under a name that nobody looks for, until
 * it is accepted. Closing deletes what was not; so there is never half a model, nor one without the
 * card that belongs to it.
 *
 * @param file where it lies
 */
public record PendingModel(Path file) implements AutoCloseable {
  /** Writes the model. */
  @FunctionalInterface
  public interface Writing {
    /** Writes all of it. */
    void to(Path file) throws IOException;
  }

  /** Writes a model; nothing stays if that fails. */
  public static PendingModel written(Path folder, Writing writing) throws IOException {
    PendingModel model = new PendingModel(folder.resolve(".duet-" + UUID.randomUUID() + ".onnx"));
    boolean whole = false;
    try {
      writing.to(model.file);
      whole = true;
      return model;
    } finally {
      if (!whole) {
        model.close();
      }
    }
  }

  /** Puts the model where it shall be, in place of what is there, and its card beside it. */
  public void accept(Path onnx, Optional<ModelCard> card) throws IOException {
    Path cardFile = cardOf(onnx);
    Path part = cardFile.resolveSibling(file.getFileName() + ".yaml");
    try {
      if (card.isPresent()) {
        CardWriter.write(card.get(), part);
      }
      Files.move(file, onnx, StandardCopyOption.ATOMIC_MOVE);
      if (card.isPresent()) {
        Files.move(part, cardFile, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Where the card of a model lies: beside it. */
  public static Path cardOf(Path onnx) {
    String name = onnx.getFileName().toString().replaceFirst("\\.onnx$", "");
    return onnx.resolveSibling(name + ".yaml");
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
