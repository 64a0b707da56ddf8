package duet.viewer.dicom;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A data set of plain texts, several values separated by a backslash; without sequences. */
public record FakeDataSet(Map<Tag, String> values) implements DataSet {
  /** With other values for some attributes; an empty text takes one away. */
  public FakeDataSet with(Map<Tag, String> changes) {
    Map<Tag, String> changed = new HashMap<>(values);
    changed.putAll(changes);
    changed.values().removeIf(String::isEmpty);
    return new FakeDataSet(changed);
  }

  @Override
  public Optional<String> text(Tag tag) {
    return texts(tag).stream().findFirst();
  }

  @Override
  public List<String> texts(Tag tag) {
    String value = values.get(tag);
    return value == null ? List.of() : Arrays.asList(value.split("\\\\", -1));
  }

  @Override
  public OptionalInt integer(Tag tag) {
    return text(tag).stream().mapToInt(Integer::parseInt).findFirst();
  }

  @Override
  public OptionalDouble number(Tag tag) {
    return numbers(tag).stream().mapToDouble(Double::doubleValue).findFirst();
  }

  @Override
  public List<Double> numbers(Tag tag) {
    List<Double> numbers = texts(tag).stream().map(Double::parseDouble).toList();
    return numbers.stream().allMatch(Double::isFinite) ? numbers : List.of();
  }

  @Override
  public List<DataSet> items(Tag tag) {
    return List.of();
  }
}
