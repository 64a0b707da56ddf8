package duet.app.cli.planning;

import duet.inference.device.Lane;
import duet.inference.engine.Backend;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Lanes as people list them: {@code CPU0,CPU1}. */
record LaneNames(List<Lane> lanes) {
  static final class Converter implements ITypeConverter<LaneNames> {
    @Override
    public LaneNames convert(String text) {
      return new LaneNames(Arrays.stream(text.split(",")).map(Converter::lane).distinct().toList());
    }

    private static Lane lane(String name) {
      try {
        return Lane.valueOf(name.strip().toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "there is no lane '" + name + "', there are " + Arrays.toString(Lane.values()));
      }
    }
  }

  /** The first that a backend does not have, if any. */
  List<Lane> missing(Backend backend) {
    return lanes.stream().filter(lane -> !backend.lanes().contains(lane)).toList();
  }
}
