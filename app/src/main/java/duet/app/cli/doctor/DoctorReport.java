package duet.app.cli.doctor;

import duet.app.doctor.Examination;
import duet.app.doctor.Link;
import duet.app.doctor.Trial;
import duet.inference.device.telemetry.Reach;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An examination as a tree for JSON. What is not listed here is not in the report. */
final class DoctorReport {
  private static final List<String> PROPERTIES =
      List.of("os.name", "os.version", "os.arch", "java.version", "java.vendor");

  private DoctorReport() {}

  static Map<String, Object> tree(Examination found) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("duet", software());
    PROPERTIES.forEach(name -> tree.put(name, System.getProperty(name)));
    tree.put("cores", Runtime.getRuntime().availableProcessors());
    tree.put("runtimes", found.runtimes());
    tree.put("chain", found.links().stream().map(DoctorReport::tree).toList());
    tree.put("lanes", found.trials().stream().map(DoctorReport::tree).toList());
    tree.put("telemetry", found.telemetry().stream().map(DoctorReport::tree).toList());
    tree.put("cures", found.cures());
    return tree;
  }

  /** Complaints of libraries can hold paths, and the path of a home folder is a person's name. */
  private static String nameless(String words) {
    return words.replace(System.getProperty("user.home"), "~");
  }

  private static String software() {
    return Optional.ofNullable(DoctorReport.class.getPackage().getImplementationVersion())
        .orElse("development build");
  }

  private static Map<String, Object> tree(Link link) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", link.name());
    tree.put("state", link.state().name().toLowerCase(Locale.ROOT));
    tree.put("found", nameless(link.words()));
    return tree;
  }

  private static Map<String, Object> tree(Reach one) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("quantity", one.quantity());
    tree.put("state", one.state().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    tree.put("found", nameless(one.words()));
    return tree;
  }

  private static Map<String, Object> tree(Trial trial) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("lane", trial.lane().name());
    trial.failure().ifPresent(reason -> tree.put("failure", nameless(reason)));
    if (trial instanceof Trial.Passed passed) {
      tree.put("origin", passed.origin());
      tree.put("prepareMs", passed.prepareMs());
      tree.put("runMs", passed.runMs());
      passed.deviceMs().ifPresent(ms -> tree.put("deviceMs", ms));
      tree.put("largestDifference", passed.difference());
    }
    return tree;
  }
}
