package duet.inference.device.telemetry.linux;

import duet.inference.device.telemetry.Reach;
import duet.inference.device.telemetry.Sample.Temperature;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The kernel's thermal zones. A part that is switched off says -256 degrees. */
final class ThermalFiles implements AutoCloseable {
  private static final String QUANTITY = "temperatures";
  static final double LEAST_CELSIUS = -100;
  static final double MOST_CELSIUS = 250;

  private record Zone(String sensor, Tree.Sought millidegrees) {
    Stream<Temperature> read() {
      OptionalLong value = Numbers.of(millidegrees);
      return value.isEmpty()
          ? Stream.empty()
          : Numbers.between(value.getAsLong() / 1e3, LEAST_CELSIUS, MOST_CELSIUS).stream()
              .mapToObj(celsius -> new Temperature(sensor, celsius));
    }
  }

  private final List<Zone> zones = new ArrayList<>();
  private Reach reach =
      Reach.missing(QUANTITY, "no file tells them, such as /sys/class/thermal/thermal_zone0/temp");

  ThermalFiles(Tree tree) {
    for (String folder : tree.list("sys/class/thermal", "thermal_zone*")) {
      String sensor = tree.text(folder + "/type").replaceFirst("-thermal$", "");
      Tree.Sought file = tree.seek(QUANTITY, List.of(folder + "/temp"));
      if (!sensor.isEmpty()) {
        zones.add(new Zone(sensor, file));
        reach = reach.isReadable() ? reach : file.reach();
      }
    }
  }

  List<Temperature> read() {
    return zones.stream().flatMap(Zone::read).toList();
  }

  Reach reach() {
    return reach;
  }

  @Override
  public void close() {
    zones.forEach(zone -> Numbers.close(zone.millidegrees()));
  }
}
