package duet.models.card;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reads model cards. A card is read whole and right, or not at all. */
public final class CardReader {
  private static final int MAX_BYTES = 1 << 16;

  private CardReader() {}

  /**
   * Reads a card from a file.
   *
   * @throws CardException naming the file and the field that is missing, unknown or wrong
   */
  public static ModelCard read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    } catch (IOException e) {
      throw new CardException("model card " + file.getFileName() + " cannot be read", e);
    } catch (CardException e) {
      throw new CardException("model card " + file.getFileName() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a card from a stream, which stays open.
   *
   * @throws CardException naming the field that is missing, unknown or wrong
   */
  public static ModelCard read(InputStream yaml) {
    try {
      byte[] bytes = yaml.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new CardException("longer than " + MAX_BYTES + " bytes, so this is no model card");
      }
      return CardYaml.mapper().readValue(bytes, ModelCard.class);
    } catch (JsonMappingException e) {
      throw new CardException(field(e) + reason(e), e);
    } catch (JsonProcessingException e) {
      throw new CardException("not YAML: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new CardException("cannot be read", e);
    }
  }

  private static String field(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "" : "field " + path + ": ";
  }

  private static String reason(JsonMappingException e) {
    if (e.getCause() instanceof IllegalArgumentException wrong) {
      return String.valueOf(wrong.getMessage());
    }
    if (e instanceof UnrecognizedPropertyException) {
      return "a card has no such field";
    }
    if (e instanceof InvalidTypeIdException) {
      return "kind must be image or boxes";
    }
    if (e instanceof InvalidFormatException format) {
      return "'" + format.getValue() + "' does not fit here";
    }
    return "is missing or of the wrong type";
  }
}
