package duet.models.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes model cards in the form that {@link CardReader} reads. */
public final class CardWriter {
  private CardWriter() {}

  /** Writes {@code card}, in place of the file that may be there; never half a file. */
  public static void write(ModelCard card, Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      Files.writeString(part, toYaml(card));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** The card as a tree of the same names, for JSON. */
  public static JsonNode toTree(ModelCard card) {
    return CardYaml.mapper().valueToTree(card);
  }

  /** The card as YAML. */
  public static String toYaml(ModelCard card) {
    try {
      return CardYaml.mapper().writeValueAsString(card);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a card of strings and numbers must have a YAML form", e);
    }
  }
}
