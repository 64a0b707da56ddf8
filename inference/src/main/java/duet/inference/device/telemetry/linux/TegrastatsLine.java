package duet.inference.device.telemetry.linux;

import duet.inference.device.Lane;
import duet.inference.device.telemetry.Sample;
import duet.inference.device.telemetry.Sample.Core;
import duet.inference.device.telemetry.Sample.Memory;
import duet.inference.device.telemetry.Sample.Pace;
import duet.inference.device.telemetry.Sample.Power;
import duet.inference.device.telemetry.Sample.Rail;
import duet.inference.device.telemetry.Sample.Temperature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of NVIDIA's {@code tegrastats}. Each quantity is looked for by its own pattern, since
 * which are there, and in what order, changes with the release, the module and the user.
 *
 * @param text the line
 */
record TegrastatsLine(String text) {
  private static final double MEBIBYTE = 1 << 20;
  private static final Pattern RAM = Pattern.compile("\\bRAM (\\d{1,9})/(\\d{1,9})MB");
  private static final Pattern CPU = Pattern.compile("\\bCPU \\[([^\\]]*)\\]");
  private static final Pattern PER_CORE = Pattern.compile("(\\d{1,3})%");

  /** {@code 95%@1377}, {@code 14%@[407,407]}, {@code @[0,0,0]}, {@code 3%}. */
  private static final String PACE = "(?: (\\d{1,3})%)?(?: ?@\\[?(\\d{1,6})((?:,\\d{1,6})*))?";

  private static final Pattern GPU = Pattern.compile("\\bGR3D_FREQ" + PACE);
  private static final Pattern EMC = Pattern.compile("\\bEMC_FREQ" + PACE);

  /** {@code NVDLA0 off}, {@code NVDLA0_FREQ @1600}. */
  private static final Pattern DLA =
      Pattern.compile("\\bNVDLA([01])(?:_FREQ)? (?:(off)\\b|@(\\d{1,6}))");

  /** {@code CV 0/0}, {@code VDD_CPU_CV 14312mW/12415mW}, or three; now comes first. */
  private static final Pattern RAIL =
      Pattern.compile("(?<!\\S)([A-Z]\\w*) (\\d{1,6})(?:mW)?(?:/\\d{1,6}(?:mW)?){1,2}(?!\\S)");

  /** {@code GPU@54.5C}, {@code cpu@52.968C/52.968C}. */
  private static final Pattern TEMPERATURE =
      Pattern.compile(
          "(?<!\\S)([A-Za-z][\\w-]*)@(-?\\d{1,4}(?:\\.\\d{1,6})?)C(?:/-?[\\d.]+C)?(?!\\S)");

  Sample sample(long takenNs) {
    return new Sample(
        takenNs, cpu(), memory(), pace(GPU), pace(EMC), dla(), rails(), temperatures());
  }

  /** The mean of the cores that are on. */
  private OptionalDouble cpu() {
    Matcher cores = CPU.matcher(text);
    if (!cores.find()) {
      return OptionalDouble.empty();
    }
    OptionalDouble mean =
        PER_CORE
            .matcher(cores.group(1))
            .results()
            .mapToDouble(core -> Double.parseDouble(core.group(1)) / 100)
            .average();
    return mean.isPresent() ? Numbers.between(mean.getAsDouble(), 0, 1) : mean;
  }

  private Optional<Memory> memory() {
    Matcher ram = RAM.matcher(text);
    if (!ram.find()) {
      return Optional.empty();
    }
    long used = (long) (Long.parseLong(ram.group(1)) * MEBIBYTE);
    long total = (long) (Long.parseLong(ram.group(2)) * MEBIBYTE);
    return used <= total ? Optional.of(new Memory(used, total)) : Optional.empty();
  }

  /** Parts of a GPU can have clocks of their own; the fastest stands for all. */
  private Pace pace(Pattern unit) {
    Matcher found = unit.matcher(text);
    if (!found.find()) {
      return Pace.UNKNOWN;
    }
    OptionalDouble load =
        found.group(1) == null
            ? OptionalDouble.empty()
            : Numbers.between(Double.parseDouble(found.group(1)) / 100, 0, 1);
    return new Pace(load, found.group(2) == null ? OptionalDouble.empty() : fastest(found));
  }

  private static OptionalDouble fastest(Matcher pace) {
    double fastest = 0;
    for (String clock : (pace.group(2) + pace.group(3)).split(",", -1)) {
      fastest = Math.max(fastest, Double.parseDouble(clock));
    }
    return OptionalDouble.of(fastest);
  }

  private List<Core> dla() {
    List<Core> cores = new ArrayList<>();
    Matcher found = DLA.matcher(text);
    while (found.find()) {
      Lane lane = found.group(1).equals("0") ? Lane.DLA0 : Lane.DLA1;
      OptionalDouble clock =
          found.group(3) == null
              ? OptionalDouble.empty()
              : OptionalDouble.of(Double.parseDouble(found.group(3)));
      cores.add(new Core(lane, Optional.of(clock.isPresent() ? Power.ON : Power.OFF), clock));
    }
    return cores;
  }

  private List<Rail> rails() {
    return RAIL.matcher(text)
        .results()
        .map(rail -> new Rail(rail.group(1), Double.parseDouble(rail.group(2)) / 1e3))
        .toList();
  }

  private List<Temperature> temperatures() {
    return TEMPERATURE
        .matcher(text)
        .results()
        .map(found -> new Temperature(found.group(1), Double.parseDouble(found.group(2))))
        .filter(found -> found.celsius() >= ThermalFiles.LEAST_CELSIUS)
        .filter(found -> found.celsius() <= ThermalFiles.MOST_CELSIUS)
        .toList();
  }
}
