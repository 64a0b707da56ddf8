package duet.inference.device.telemetry.linux;

import duet.inference.device.telemetry.Reach;
import duet.inference.device.telemetry.Sample.Rail;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The power that a Jetson's INA3221 monitors measure. */
final class RailFiles implements AutoCloseable {
  private static final String QUANTITY = "power";
  private static final String DRIVER = "sys/bus/i2c/drivers/ina3221";

  /** Rails of a monitor; its number 7 is their sum. */
  private static final int RAILS = 3;

  private static final double MOST_WATTS = 1000;

  private record RailFile(String name, Tree.Sought millivolts, Tree.Sought milliamperes) {
    Stream<Rail> read() {
      OptionalLong volts = Numbers.of(millivolts);
      OptionalLong amperes = Numbers.of(milliamperes);
      if (volts.isEmpty() || amperes.isEmpty()) {
        return Stream.empty();
      }
      double watts = volts.getAsLong() * 1e-3 * (amperes.getAsLong() * 1e-3);
      OptionalDouble sane = Numbers.between(watts, -MOST_WATTS, MOST_WATTS);
      return sane.stream().mapToObj(value -> new Rail(name, value));
    }
  }

  private final List<RailFile> rails = new ArrayList<>();
  private Reach reach = Reach.missing(QUANTITY, "no file tells it, below /" + DRIVER);

  RailFiles(Tree tree) {
    for (String monitor : tree.list(DRIVER, "*-004*")) {
      for (String folder : tree.list(monitor + "/hwmon", "hwmon*")) {
        for (int number = 1; number <= RAILS; number++) {
          add(tree, folder, number);
        }
      }
    }
  }

  private void add(Tree tree, String folder, int number) {
    String name = tree.text(folder + "/in" + number + "_label");
    if (name.isEmpty() || name.equals("NC")) {
      return;
    }
    RailFile rail =
        new RailFile(
            name,
            tree.seek(QUANTITY, List.of(folder + "/in" + number + "_input")),
            tree.seek(QUANTITY, List.of(folder + "/curr" + number + "_input")));
    rails.add(rail);
    if (!reach.isReadable()) {
      reach =
          rail.millivolts().reach().isReadable()
              ? rail.milliamperes().reach()
              : rail.millivolts().reach();
    }
  }

  List<Rail> read() {
    return rails.stream().flatMap(RailFile::read).toList();
  }

  Reach reach() {
    return reach;
  }

  @Override
  public void close() {
    for (RailFile rail : rails) {
      Numbers.close(rail.millivolts());
      Numbers.close(rail.milliamperes());
    }
  }
}
