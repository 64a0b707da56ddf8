package duet.viewer.dicom.toolkit;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;
import org.aoju.bus.image.galaxy.data.SpecificCharacterSet;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * Repairs what the toolkit does to the JVM, before anything else uses it. Safe to run twice.
 *
 * <ul>
 *   <li>Its default character set is GB18030: a Latin-1 name without (0008,0005) would be read as
 *       Chinese.
 *   <li>It registers eight ImageIO providers that throw NoClassDefFoundError.
 *   <li>It logs patient data at DEBUG, and its threads die when no SLF4J provider is there. For
 *       java.util.logging the level is set here; with Logback the configuration file has to set
 *       {@code org.aoju} to WARN.
 * </ul>
 */
public final class Bootstrap {
  /** Implementation Class UID that Duet writes into files and associations. */
  public static final String IMPLEMENTATION_CLASS_UID =
      "2.25.104411063162716096998714395347606081740";

  /** Implementation Version Name, at most 16 characters. */
  public static final String IMPLEMENTATION_VERSION_NAME = "DUET_0_1";

  // java.util.logging holds loggers weakly: without this field the level would be lost.
  private static final Logger TOOLKIT_LOG = Logger.getLogger("org.aoju");

  private Bootstrap() {}

  /**
   * Repairs the toolkit; readers and writers call it themselves.
   *
   * @throws IllegalStateException when no SLF4J provider is on the class path
   */
  public static void run() {
    if (LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory) {
      throw new IllegalStateException(
          "no SLF4J provider on the class path: the DICOM toolkit needs one, add logback-classic");
    }
    TOOLKIT_LOG.setLevel(Level.WARNING);
    SpecificCharacterSet.setDefaultCharacterSet("ISO_IR 100");
    ImageIO.setUseCache(false);
    deregister(ImageReaderSpi.class);
    deregister(ImageWriterSpi.class);
  }

  private static <T> void deregister(Class<T> kind) {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    List<T> broken = new ArrayList<>();
    registry
        .getServiceProviders(kind, false)
        .forEachRemaining(
            provider -> {
              if (provider.getClass().getName().startsWith("org.aoju.")) {
                broken.add(provider);
              }
            });
    broken.forEach(provider -> registry.deregisterServiceProvider(provider, kind));
  }
}
