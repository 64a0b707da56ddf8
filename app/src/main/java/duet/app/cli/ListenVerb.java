package duet.app.cli;

import duet.app.archive.Archive;
import duet.app.archive.Arrival;
import duet.app.config.ListenerConfig;
import duet.app.console.Console;
import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.app.dimse.Listener;
import duet.viewer.series.SliceResult;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Receives without a window. */
@Command(
    name = "listen",
    header = "Receive DICOM objects from scanners and archives (C-ECHO, C-STORE).",
    description = {
      "Objects are stored under the data folder; an object that was acknowledged survives a crash."
          + " What arrives is printed as counts, without patient data. Ends with Ctrl-C. Read what"
          + " came with 'duet read', or open the window.",
      "What is left out here is taken from duet.yaml; without that: AE title DUET, port 11112, this"
          + " machine only, any caller."
    },
    footer = {"  duet listen", "  duet listen --bind 0.0.0.0 --port 104 --allow CT1 --allow PACS"})
final class ListenVerb implements Callable<Integer> {
  private static final long LOOK_MS = 500;
  private final Duet duet;

  @Option(names = "--port", paramLabel = "N", description = "TCP port; 0 takes a free one.")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "Address to listen on; 0.0.0.0 is the whole network.")
  private Optional<String> bind = Optional.empty();

  @Option(names = "--ae-title", paramLabel = "AE", description = "Our own AE title.")
  private Optional<String> aeTitle = Optional.empty();

  @Option(
      names = "--allow",
      paramLabel = "AE",
      description = "AE title that may call; repeat it for several. Left out: any.")
  private List<String> allowed = List.of();

  ListenVerb(Duet duet) {
    this.duet = duet;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Console console = duet.console();
    try (Workbench bench = duet.open()) {
      ListenerConfig config = config(bench.config().listener());
      try (Archive archive = Archive.open(bench.config().archiveFolder(), bench.dicomReader());
          Listener listener = listen(config, archive)) {
        Counts counts = new Counts();
        archive.onSlices(counts::add);
        console.say(
            "%s listens on %s:%d for %s. Objects go to %s. Ctrl-C ends."
                .formatted(
                    config.aeTitle(),
                    config.bindAddress(),
                    listener.port(),
                    config.allowedCallingAeTitles().isEmpty()
                        ? "any caller"
                        : String.join(", ", config.allowedCallingAeTitles()),
                    bench.config().archiveFolder()));
        while (true) {
          Thread.sleep(LOOK_MS);
          counts.news().ifPresent(console::print);
        }
      }
    }
  }

  private ListenerConfig config(ListenerConfig own) {
    try {
      return new ListenerConfig(
          aeTitle.orElse(own.aeTitle()),
          port.orElse(own.port()),
          bind.orElse(own.bindAddress()),
          allowed.isEmpty() ? own.allowedCallingAeTitles() : allowed,
          own.limits());
    } catch (IllegalArgumentException e) {
      throw new VerbException(ExitCode.USAGE, "duet listen: " + e.getMessage());
    }
  }

  private static Listener listen(ListenerConfig config, Archive archive) {
    try {
      return Listener.open(config, archive);
    } catch (IOException e) {
      throw new VerbException(
          ExitCode.UNAVAILABLE,
          "Port %d on %s cannot be opened (%s). Is another Duet running? Try another --port."
              .formatted(config.port(), config.bindAddress(), e.getMessage()));
    }
  }

  /** What arrived since the last look, without a word of whom. */
  private static final class Counts {
    private final Set<String> series = new HashSet<>();
    private int objects;
    private int unreadable;
    private int told;
    private OptionalInt expected = OptionalInt.empty();
    private int received;

    synchronized void add(Arrival arrival) {
      objects++;
      series.add(arrival.seriesInstanceUid());
      received = arrival.received();
      expected = arrival.expected();
      if (!(arrival.result() instanceof SliceResult.Slices)) {
        unreadable++;
      }
    }

    synchronized Optional<String> news() {
      if (objects == told) {
        return Optional.empty();
      }
      told = objects;
      return Optional.of(
          "%d objects in %d series, %d of them no readable CT; last series: %d%s"
              .formatted(
                  objects,
                  series.size(),
                  unreadable,
                  received,
                  expected.isPresent() ? " of " + expected.getAsInt() : ""));
    }
  }
}
