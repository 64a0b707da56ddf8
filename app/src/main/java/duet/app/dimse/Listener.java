package duet.app.dimse;

import duet.app.archive.Archive;
import duet.app.config.ListenerConfig;
import duet.app.config.ListenerLimits;
import duet.viewer.dicom.toolkit.Bootstrap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.aoju.bus.image.Device;
import org.aoju.bus.image.metric.AdvancedHandler;
import org.aoju.bus.image.metric.ApplicationEntity;
import org.aoju.bus.image.metric.Connection;
import org.aoju.bus.image.metric.service.BasicCEchoSCP;
import org.aoju.bus.image.metric.service.ServiceHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives DICOM objects into the archive (C-ECHO, C-STORE).
 *
 * <p>The toolkit speaks the protocol, but does not open the door: its own accept loop has no limit
 * of connections and lets one silent peer stop the others during a TLS handshake. So the socket is
 * ours, and each accepted connection is handed over on the spot; from there on it has its own
 * thread and {@link Reception} its time limits.
 */
public final class Listener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final int BACKLOG = 50;
  private static final int PDU_BYTES = 1 << 17;

  private final ServerSocket server;
  private final Threads threads = Threads.of("association");
  private final Connection connection;
  private final Reception reception;
  private final ScheduledFuture<?> inspection;
  private final Thread accepting = new Thread(this::accept, "dicom-accept");

  private Listener(ServerSocket server, ListenerConfig config, Archive archive) {
    this.server = server;
    Device device = new Device("duet");
    this.reception = new Reception(device, config.limits(), System::nanoTime);
    this.connection = connection(server.getLocalPort(), config.limits());
    ApplicationEntity entity = new StorageEntity(config);
    ServiceHandler services = new ServiceHandler();
    services.addService(new BasicCEchoSCP());
    services.addService(new StoreScp(archive));
    device.addConnection(connection); // never bound by the toolkit
    device.addApplicationEntity(entity);
    entity.addConnection(connection);
    device.setDimseRQHandler(services);
    device.setAssociationHandler(reception);
    device.setAssociationMonitor(reception);
    device.setExecutor(threads.connections());
    device.setScheduledExecutor(threads.timer());
    accepting.setDaemon(true);
    inspection = threads.timer().scheduleWithFixedDelay(this::inspect, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Listens from now on. The archive stays the caller's.
   *
   * @throws IOException when the address is not ours or the port is taken
   */
  public static Listener open(ListenerConfig config, Archive archive) throws IOException {
    Bootstrap.run();
    ServerSocket server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      InetAddress address = InetAddress.getByName(config.bindAddress());
      server.bind(new InetSocketAddress(address, config.port()), BACKLOG);
    } catch (IOException e) {
      Sockets.close(server);
      throw e;
    }
    Listener listener = new Listener(server, config, archive);
    listener.accepting.start();
    LOG.info("listening as {} on port {}", config.aeTitle(), listener.port());
    return listener;
  }

  private static Connection connection(int port, ListenerLimits limits) {
    Connection connection = new Connection("dicom", "localhost", port);
    connection.setRequestTimeout(millis(limits.request()));
    connection.setAcceptTimeout(millis(limits.request()));
    connection.setReleaseTimeout(millis(limits.request()));
    connection.setIdleTimeout(millis(limits.idle()));
    connection.setReceivePDULength(PDU_BYTES);
    connection.setSendPDULength(PDU_BYTES);
    connection.setMaxOpsInvoked(1);
    connection.setMaxOpsPerformed(1);
    return connection;
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }

  /** The port, also where the configuration left the choice to the system. */
  public int port() {
    return server.getLocalPort();
  }

  /** Thread boundary: an exception would end all further inspections. */
  private void inspect() {
    try {
      reception.inspect();
    } catch (RuntimeException e) {
      LOG.error("the associations could not be inspected ({})", e.getClass().getName());
    }
  }

  /** Thread boundary. */
  private void accept() {
    while (!server.isClosed()) {
      try {
        welcome(server.accept());
      } catch (IOException e) {
        LOG.debug("no connection: the listener was closed, or its peer hung up");
      } catch (RuntimeException e) {
        LOG.error("a connection could not be handed over ({})", e.getClass().getName());
      }
    }
  }

  private void welcome(Socket socket) throws IOException {
    try {
      reception.admit();
      connection.setSocketSendOptions(socket);
      socket.setSoTimeout(connection.getRequestTimeout());
      AdvancedHandler.INSTANCE.onAccept(connection, socket);
    } catch (IOException | RuntimeException e) {
      Sockets.close(socket);
      throw e;
    }
  }

  /** Ends all associations, within two seconds; what they had not acknowledged is not stored. */
  @Override
  public void close() {
    inspection.cancel(false);
    Sockets.close(server);
    reception.hangUpAll();
    threads.close();
    try {
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
