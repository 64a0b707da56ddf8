package duet.app.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** One mapping of the file; knows its place there, so that an error can name it. */
final class Section {
  private final Path file;
  private final String place;
  private final JsonNode node;

  /**
   * @param place dotted path of this section with a dot at its end; empty for the whole file
   * @param node a mapping, or missing or null where the section is not there
   */
  Section(Path file, String place, JsonNode node) throws ConfigException {
    this.file = file;
    this.place = place;
    this.node = node;
    if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
      String what = place.isEmpty() ? "the whole file" : place.substring(0, place.length() - 1);
      throw new ConfigException(file + ": " + what + " must be a mapping of names to values");
    }
  }

  Section section(String name) throws ConfigException {
    return new Section(file, place + name + ".", node.path(name));
  }

  /** Refuses every other name: a misspelt one would be ignored without a word. */
  void allow(String... names) throws ConfigException {
    for (Iterator<String> there = node.fieldNames(); there.hasNext(); ) {
      String name = there.next();
      if (!List.of(names).contains(name)) {
        throw new ConfigException(
            file + ": " + place + name + " is unknown; allowed: " + String.join(", ", names));
      }
    }
  }

  Optional<String> text(String name) throws ConfigException {
    JsonNode value = node.path(name);
    if (absent(value)) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw wrong(name, "a text");
    }
    return Optional.of(value.textValue());
  }

  List<String> texts(String name) throws ConfigException {
    JsonNode value = node.path(name);
    List<String> texts = new ArrayList<>();
    if (absent(value)) {
      return texts;
    }
    for (JsonNode item : value) {
      texts.add(item.isTextual() ? item.textValue() : "");
    }
    if (!value.isArray() || texts.contains("")) {
      throw wrong(name, "a list of texts");
    }
    return texts;
  }

  OptionalInt integer(String name, int least, int most) throws ConfigException {
    JsonNode value = node.path(name);
    if (absent(value)) {
      return OptionalInt.empty();
    }
    if (!value.canConvertToInt()
        || !value.isIntegralNumber()
        || value.intValue() < least
        || value.intValue() > most) {
      throw wrong(name, "a whole number from " + least + " to " + most);
    }
    return OptionalInt.of(value.intValue());
  }

  OptionalDouble number(String name, int least, int most) throws ConfigException {
    JsonNode value = node.path(name);
    if (absent(value)) {
      return OptionalDouble.empty();
    }
    // written so that NaN fails, too
    if (!value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
      throw wrong(name, "a number from " + least + " to " + most);
    }
    return OptionalDouble.of(value.doubleValue());
  }

  ConfigException wrong(String name, String allowed) {
    return new ConfigException(
        file + ": " + place + name + " is " + node.path(name) + ", must be " + allowed);
  }

  private static boolean absent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
