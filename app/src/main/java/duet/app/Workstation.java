package duet.app;

import duet.app.batch.DemoScanner;
import duet.app.cli.Workbench;
import duet.app.config.Config;
import duet.app.config.ConfigException;
import duet.app.config.ConfigReader;
import duet.app.config.ListenerConfig;
import duet.app.config.ReadingConfig;
import duet.app.desktop.Desk;
import duet.app.desktop.DuetApplication;
import duet.app.desktop.lane.Watched;
import duet.app.jetson.SimulatedBoard;
import duet.app.jetson.SimulatedRun;
import duet.app.reading.Reader;
import duet.app.shelf.ModelShelf;
import duet.app.shelf.ModelWish;
import duet.app.vision.Contract;
import duet.inference.device.Machine;
import duet.inference.device.telemetry.TelemetrySource;
import duet.inference.device.telemetry.linux.LinuxTelemetry;
import duet.inference.engine.Backend;
import duet.inference.engine.Backends;
import duet.inference.engine.InferenceException;
import duet.inference.engine.jetson.JetsonBackend;
import duet.inference.engine.onnxruntime.OnnxRuntimeBackend;
import duet.inference.plan.ImpossibleException;
import duet.inference.profile.Profile;
import duet.inference.schedule.Schedulers;
import duet.inference.timeline.Timeline;
import duet.models.card.InstalledModel;
import duet.models.shipped.ShippedModels;
import duet.viewer.dicom.DicomReader;
import duet.viewer.dicom.DicomWriter;
import duet.viewer.dicom.toolkit.Bootstrap;
import duet.viewer.dicom.toolkit.ToolkitReader;
import duet.viewer.dicom.toolkit.ToolkitWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The composition root: builds everything with new and hands each door what it needs. */
public final class Workstation implements Workbench {
  private static final System.Logger LOG = System.getLogger(Workstation.class.getName());

  /** As a slow scanner: what arrives can be watched. */
  private static final Duration BETWEEN_SLICES = Duration.ofMillis(300);

  /** Some minutes of two lanes at full speed. */
  private static final int TIMELINE_SPANS = 20_000;

  private final Config config;
  private final DicomReader dicomReader;
  private final DicomWriter dicomWriter;
  private final ModelShelf models;
  private final ModelWish wish;
  private @Nullable Backend backend;

  private Workstation(Config config, ModelWish wish) {
    this.config = config;
    this.wish = wish;
    dicomReader = new ToolkitReader();
    dicomWriter = new ToolkitWriter();
    models =
        new ModelShelf(
            config.modelsFolder(),
            config.cacheFolder().resolve("models"),
            new ShippedModels(Workstation.class.getClassLoader()));
  }

  /** Reads the settings; nothing else is opened before it is asked for. */
  public static Workstation open(Optional<Path> data, ModelWish wish) throws ConfigException {
    Bootstrap.run();
    Config own = new ConfigReader(System.getenv(), Path.of(System.getProperty("user.home"))).read();
    return new Workstation(
        data.map(Path::toAbsolutePath).map(own::withDataFolder).orElse(own), wish);
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public DicomReader dicomReader() {
    return dicomReader;
  }

  @Override
  public DicomWriter dicomWriter() {
    return dicomWriter;
  }

  @Override
  public Backend backend() {
    return backend(line -> LOG.log(System.Logger.Level.WARNING, line));
  }

  /** Chosen when first needed: to look for a Jetson's engines can take seconds. */
  private synchronized Backend backend(Consumer<String> say) {
    if (backend == null) {
      ReadingConfig.Engine engine = config.reading().engine();
      List<Backend> wanted =
          engine == ReadingConfig.Engine.TENSORRT ? Backends.installed() : List.of();
      Backend cpu = Backends.choose(wanted, new OnnxRuntimeBackend(), say);
      backend = engine.board().<Backend>map(board -> JetsonBackend.of(board, cpu)).orElse(cpu);
    }
    return backend;
  }

  @Override
  public List<InstalledModel> allModels(Consumer<String> say) {
    return models.all(wish, say);
  }

  @Override
  public List<InstalledModel> models(Consumer<String> say) {
    List<InstalledModel> both = models.choose(wish, say);
    if (wish.picksOne()) {
      both.forEach(model -> Contract.verify(backend(say), model));
    }
    return both;
  }

  @Override
  public Reader openReader(Consumer<String> say) {
    List<InstalledModel> both = models(say);
    Reader reader =
        Reader.open(backend(say), both.get(0), both.get(1), new Timeline(TIMELINE_SPANS));
    reader.planIn(config.cacheFolder().resolve("profiles"));
    return reader;
  }

  @Override
  public Shown show(List<Path> paths, First first) {
    try {
      DuetApplication.open(first == First.DEMO ? demoDesk() : desk(paths));
      return Shown.CLOSED;
    } catch (UnsupportedOperationException e) { // JavaFX's way to say that there is no display
      return Shown.NO_DISPLAY;
    }
  }

  private Desk desk(List<Path> paths) {
    return new Desk(
        dicomReader,
        this::openReader,
        arrivals ->
            ArchiveReceiver.open(config.listener(), config.archiveFolder(), dicomReader, arrivals),
        paths,
        Optional.empty(),
        config.reading().threshold(),
        reports(),
        Clock.system(ZoneId.systemDefault()),
        Workstation::telemetry,
        this::watched);
  }

  /** Beside a running workstation, and without a trace of the phantom in the user's archive. */
  private Desk demoDesk() {
    ListenerConfig loopback = ListenerConfig.STANDARD.withPort(0);
    var scanner = new DemoScanner(dicomWriter, loopback.aeTitle(), BETWEEN_SLICES);
    return new Desk(
        dicomReader,
        this::openReader,
        arrivals ->
            ArchiveReceiver.open(
                loopback, config.cacheFolder().resolve("demo"), dicomReader, arrivals),
        List.of(),
        Optional.of(scanner::send),
        config.reading().threshold(),
        reports(),
        Clock.system(ZoneId.systemDefault()),
        Workstation::telemetry,
        this::watched);
  }

  /** The lanes of this computer, or of the board that the settings want to be simulated. */
  private Watched watched(Reader reader) {
    Optional<String> board = config.reading().engine().board();
    if (board.isEmpty()) {
      return Watched.of(reader);
    }
    try {
      Profile profile = SimulatedBoard.profile(board.get(), models(line -> {}));
      return Watched.of(reader, SimulatedRun.of(profile, Schedulers.best()));
    } catch (InferenceException | ImpossibleException | IllegalArgumentException e) {
      LOG.log(System.Logger.Level.WARNING, "no simulated Jetson: " + e.getMessage());
      return Watched.of(reader);
    }
  }

  private static TelemetrySource telemetry() {
    return LinuxTelemetry.open(Machine.here(), System::nanoTime);
  }

  private Path reports() {
    return config.dataFolder().resolve("reports");
  }

  @Override
  public void close() {}
}
