package duet.viewer.dicom;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The attributes of a DICOM object, decoded with its own character set. Absent, empty and
 * unparsable values all read as empty: nothing here throws for what a file holds.
 */
public interface DataSet {
  /** First value, without padding. */
  Optional<String> text(Tag tag);

  /** All values; an empty string where a value in between is empty. */
  List<String> texts(Tag tag);

  OptionalInt integer(Tag tag);

  /** First value; never NaN or infinite. */
  OptionalDouble number(Tag tag);

  /** All values as numbers; an empty list when one of them is not a finite number. */
  List<Double> numbers(Tag tag);

  /** Items of a sequence. */
  List<DataSet> items(Tag tag);
}
