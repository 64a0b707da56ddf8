package duet.viewer.dicom.toolkit;

import duet.viewer.dicom.DataSet;
import duet.viewer.dicom.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.ElementDictionary;
import org.aoju.bus.image.galaxy.data.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * The toolkit's attributes behind our interface. Numbers are parsed here: the toolkit logs values.
 */
final class ToolkitDataSet implements DataSet {
  private static final int LONGEST_VALUE = 1 << 16;

  private final Attributes attributes;

  ToolkitDataSet(Attributes attributes) {
    this.attributes = attributes;
  }

  @Override
  public Optional<String> text(Tag tag) {
    return strings(tag).stream().findFirst().filter(text -> !text.isEmpty());
  }

  @Override
  public OptionalInt integer(Tag tag) {
    double number = number(tag).orElse(0.5);
    return number == (int) number ? OptionalInt.of((int) number) : OptionalInt.empty();
  }

  @Override
  public OptionalDouble number(Tag tag) {
    List<String> strings = strings(tag);
    return strings.isEmpty() ? OptionalDouble.empty() : parse(strings.get(0));
  }

  @Override
  public List<Double> numbers(Tag tag) {
    List<Double> numbers = new ArrayList<>();
    for (String string : strings(tag)) {
      OptionalDouble number = parse(string);
      if (number.isEmpty()) {
        return List.of();
      }
      numbers.add(number.getAsDouble());
    }
    return numbers;
  }

  @Override
  public List<String> texts(Tag tag) {
    return strings(tag);
  }

  @Override
  public List<DataSet> items(Tag tag) {
    if (!(attributes.getValue(tag.value()) instanceof Sequence sequence)) {
      return List.of();
    }
    return sequence.stream().<DataSet>map(ToolkitDataSet::new).toList();
  }

  private List<String> strings(Tag tag) {
    Object value = attributes.getValue(tag.value());
    if (value == null
        || value instanceof Sequence
        || (value instanceof byte[] bytes && bytes.length > LONGEST_VALUE)) {
      return List.of();
    }
    @Nullable String @Nullable [] strings;
    try {
      strings = attributes.getStrings(null, tag.value(), ElementDictionary.vrOf(tag.value(), null));
    } catch (RuntimeException e) {
      // The toolkit throws various of them for values that do not fit their VR or character set.
      return List.of();
    }
    return strings == null ? List.of() : Arrays.stream(strings).map(ToolkitDataSet::bare).toList();
  }

  private static String bare(@Nullable String string) {
    return string == null ? "" : string.replace("\0", "").strip();
  }

  private static OptionalDouble parse(String string) {
    try {
      double number = Double.parseDouble(string);
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
