import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * Checks the payload in a file and prints the report, with JNA (Debian: libjna-java):
 *
 *     java -cp /usr/share/java/jna.jar -Djna.library.path=.build/library Lint.java FILE [SETTINGS]
 */
public class Lint {
  public interface Apptlint extends Library {
    int apptlint_linter_create(byte[] settings, long length, PointerByReference linter, PointerByReference error);

    void apptlint_linter_destroy(Pointer linter);

    int apptlint_lint(
        Pointer linter, String name, Pointer bytes, long count, int format, int flags, PointerByReference result,
        NativeLongByReference length);

    void apptlint_free(Pointer text);
  }

  public static void main(String[] arguments) throws Exception {
    Apptlint library = Native.load("apptlint", Apptlint.class);
    byte[] settings = arguments.length > 1 ? arguments[1].getBytes("UTF-8") : null;
    PointerByReference linter = new PointerByReference(), error = new PointerByReference();
    if (library.apptlint_linter_create(settings, settings == null ? 0 : settings.length, linter, error) != 0) {
      System.err.println(error.getValue().getString(0, "UTF-8"));
      library.apptlint_free(error.getValue());
      System.exit(2);
    }
    byte[] payload = Files.readAllBytes(Path.of(arguments[0]));
    Memory bytes = new Memory(Math.max(1, payload.length));
    bytes.write(0, payload, 0, payload.length);
    PointerByReference report = new PointerByReference();
    NativeLongByReference length = new NativeLongByReference();
    library.apptlint_lint(linter.getValue(), arguments[0], bytes, payload.length, 0, 0, report, length);
    System.out.println(report.getValue().getString(0, "UTF-8"));
    library.apptlint_free(report.getValue());
    library.apptlint_linter_destroy(linter.getValue());
  }
}
