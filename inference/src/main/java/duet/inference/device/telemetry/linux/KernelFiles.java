package duet.inference.device.telemetry.linux;

import duet.inference.device.Machine;
import duet.inference.device.telemetry.Reach;
import duet.inference.device.telemetry.Sample;
import duet.inference.device.telemetry.TelemetrySource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** All files of the kernel together: found once, then kept open. */
final class KernelFiles implements TelemetrySource {
  private final Machine machine;
  private final LongSupplier clockNs;
  private final CpuFiles cpu;
  private final GpuFiles gpu;
  private final DlaFiles dla;
  private final EmcFiles emc;
  private final RailFiles rails;
  private final ThermalFiles thermal;

  KernelFiles(Machine machine, Tree tree, LongSupplier clockNs) {
    this.machine = machine;
    this.clockNs = clockNs;
    cpu = new CpuFiles(tree);
    gpu = new GpuFiles(tree);
    dla = new DlaFiles(tree, machine);
    emc = new EmcFiles(tree);
    rails = new RailFiles(tree);
    thermal = new ThermalFiles(tree);
  }

  @Override
  public Sample poll() {
    return new Sample(
        clockNs.getAsLong(),
        cpu.load(),
        cpu.memory(),
        gpu.read(),
        emc.read(),
        dla.read(),
        rails.read(),
        thermal.read());
  }

  @Override
  public List<Reach> reach() {
    List<Reach> reach = new ArrayList<>(cpu.reach());
    reach.add(thermal.reach());
    if (machine.isJetson()) {
      reach.addAll(gpu.reach());
      reach.addAll(emc.reach());
      reach.add(rails.reach());
      reach.addAll(dla.reach());
    } else {
      reach.add(Reach.missing("GPU, DLA, EMC, power", "only a Jetson tells them"));
    }
    return List.copyOf(reach);
  }

  @Override
  public void close() {
    cpu.close();
    gpu.close();
    dla.close();
    emc.close();
    rails.close();
    thermal.close();
  }
}
