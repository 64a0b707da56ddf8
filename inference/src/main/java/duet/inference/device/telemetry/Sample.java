package duet.inference.device.telemetry;

import duet.inference.device.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the machine told at one moment. Whatever it did not tell is empty; nothing is estimated.
 *
 * @param takenNs when, on the clock that the source was given
 * @param cpuLoad share of all cores that worked since the sample before, 0..1
 * @param memory main memory; on a Jetson GPU and DLA share it
 * @param gpu the GPU; its load is the time in which it held any work, not how much of it was used
 * @param emc the bus to main memory; its load is the used part of its bandwidth
 * @param dla the DLA cores; none has a load, for the kernel publishes none
 * @param rails power by supply rail; what hangs on a rail differs by module
 * @param temperatures by sensor; sensors of parts that are switched off are left out
 */
public record Sample(
    long takenNs,
    OptionalDouble cpuLoad,
    Optional<Memory> memory,
    Pace gpu,
    Pace emc,
    List<Core> dla,
    List<Rail> rails,
    List<Temperature> temperatures) {

  /** Main memory; what could be freed at once does not count as used. */
  public record Memory(long usedBytes, long totalBytes) {
    public Memory {
      if (usedBytes < 0 || usedBytes > totalBytes) {
        throw new IllegalArgumentException(usedBytes + " bytes of " + totalBytes + " are used");
      }
    }
  }

  /**
   * How busy a unit is, and how fast it runs.
   *
   * @param load 0..1
   * @param clockMhz 0 when it is switched off
   */
  public record Pace(OptionalDouble load, OptionalDouble clockMhz) {
    /** Nothing is told. */
    public static final Pace UNKNOWN = new Pace(OptionalDouble.empty(), OptionalDouble.empty());

    public Pace {
      if (load.isPresent() && !(load.getAsDouble() >= 0 && load.getAsDouble() <= 1)) {
        throw new IllegalArgumentException("a load of " + load.getAsDouble());
      }
    }

    Pace or(Pace other) {
      return new Pace(Sample.first(load, other.load), Sample.first(clockMhz, other.clockMhz));
    }
  }

  /** Whether a unit has power. */
  public enum Power {
    ON,
    OFF
  }

  /**
   * A DLA core. It stays on for a while after its last work, so that being on is not being busy.
   *
   * @param power whether it is on
   * @param clockMhz its clock
   */
  public record Core(Lane lane, Optional<Power> power, OptionalDouble clockMhz) {
    Core or(Core other) {
      return new Core(lane, power.or(() -> other.power), Sample.first(clockMhz, other.clockMhz));
    }
  }

  /** What a supply rail delivers now. */
  public record Rail(String name, double watts) {}

  /** What a sensor says. */
  public record Temperature(String sensor, double celsius) {}

  public Sample {
    dla = List.copyOf(dla);
    rails = List.copyOf(rails);
    temperatures = List.copyOf(temperatures);
  }

  /** A sample that tells nothing. */
  public static Sample empty(long takenNs) {
    return new Sample(
        takenNs,
        OptionalDouble.empty(),
        Optional.empty(),
        Pace.UNKNOWN,
        Pace.UNKNOWN,
        List.of(),
        List.of(),
        List.of());
  }

  /** This, and what only {@code other} tells; of this time. */
  public Sample or(Sample other) {
    return new Sample(
        takenNs,
        first(cpuLoad, other.cpuLoad),
        memory.or(() -> other.memory),
        gpu.or(other.gpu),
        emc.or(other.emc),
        cores(other.dla),
        rails.isEmpty() ? other.rails : rails,
        temperatures.isEmpty() ? other.temperatures : temperatures);
  }

  private List<Core> cores(List<Core> others) {
    List<Core> cores = new ArrayList<>();
    for (Lane lane : List.of(Lane.DLA0, Lane.DLA1)) {
      Optional<Core> own = core(dla, lane);
      Optional<Core> other = core(others, lane);
      own.map(core -> other.map(core::or).orElse(core)).or(() -> other).ifPresent(cores::add);
    }
    return cores;
  }

  private static Optional<Core> core(List<Core> cores, Lane lane) {
    return cores.stream().filter(core -> core.lane() == lane).findFirst();
  }

  private static OptionalDouble first(OptionalDouble one, OptionalDouble other) {
    return one.isPresent() ? one : other;
  }
}
