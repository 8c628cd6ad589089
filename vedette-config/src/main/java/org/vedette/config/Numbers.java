package org.vedette.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** Python's arithmetic on Long, BigInteger, Double and Boolean (which counts as 0 or 1). */
final class Numbers {
  /** Whole numbers may grow to about Python's 4300 digits. */
  private static final int MAX_BITS = 14_300;

  private Numbers() {}

  /** Whether the value is a number to Python. */
  static boolean isNumber(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  /** Whether the value is a whole number to Python. */
  static boolean isWhole(Object value) {
    return isNumber(value) && !(value instanceof Double);
  }

  /** A whole number. */
  static BigInteger whole(Object value) {
    if (value instanceof BigInteger big) {
      return big;
    }
    return value instanceof Boolean flag
        ? (flag ? BigInteger.ONE : BigInteger.ZERO)
        : BigInteger.valueOf((Long) value);
  }

  /** Any number as a float. */
  static double real(Object value) {
    if (value instanceof Double real) {
      return real;
    }
    double real = whole(value).doubleValue();
    if (Double.isInfinite(real)) {
      throw new OperationException("the whole number is too large for a float");
    }
    return real;
  }

  /** The smallest form of a whole number. */
  static Object narrow(BigInteger value) {
    if (value.bitLength() > MAX_BITS) {
      throw new OperationException("a whole number of more than 4300 digits");
    }
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  /** {@code a operator b} of two numbers. */
  static Object apply(String operator, Object a, Object b) {
    if (operator.equals("/")) {
      return divide(a, b);
    }
    return isWhole(a) && isWhole(b)
        ? applyWhole(operator, whole(a), whole(b))
        : (Object) applyReal(operator, real(a), real(b));
  }

  private static Object applyWhole(String operator, BigInteger a, BigInteger b) {
    return switch (operator) {
      case "+" -> narrow(a.add(b));
      case "-" -> narrow(a.subtract(b));
      case "*" -> narrow(a.multiply(b));
      case "//" -> narrow(floorDivide(a, b));
      case "%" -> narrow(a.subtract(floorDivide(a, b).multiply(b)));
      case "**" -> power(a, b);
      default -> throw new OperationException("unsupported operator '" + operator + "'");
    };
  }

  private static double applyReal(String operator, double a, double b) {
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "//" -> floorDivide(a, b);
      case "%" -> modulo(a, b);
      case "**" -> power(a, b);
      default -> throw new OperationException("unsupported operator '" + operator + "'");
    };
  }

  private static BigInteger floorDivide(BigInteger a, BigInteger b) {
    requireDivisor(b.signum() != 0);
    BigInteger[] parts = a.divideAndRemainder(b);
    boolean below = parts[1].signum() != 0 && parts[1].signum() != b.signum();
    return below ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  private static double modulo(double a, double b) {
    requireDivisor(b != 0);
    double rest = a % b;
    if (rest == 0) {
      return Math.copySign(0, b);
    }
    return isOpposite(rest, b) ? rest + b : rest;
  }

  private static boolean isOpposite(double rest, double divisor) {
    return rest != 0 && (rest < 0) != (divisor < 0);
  }

  // Dividing first and flooring then is wrong where the quotient rounds up to a whole number.
  private static double floorDivide(double a, double b) {
    requireDivisor(b != 0);
    double rest = a % b;
    double quotient = (a - rest) / b - (isOpposite(rest, b) ? 1 : 0);
    if (quotient == 0) {
      return Math.copySign(0, a / b);
    }
    double floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  }

  private static double divide(Object a, Object b) {
    requireDivisor(real(b) != 0);
    boolean large = isWhole(a) && isWhole(b) && !(isExact(whole(a)) && isExact(whole(b)));
    if (!large) {
      return real(a) / real(b);
    }
    return new BigDecimal(whole(a))
        .divide(new BigDecimal(whole(b)), MathContext.DECIMAL128)
        .doubleValue();
  }

  /** Whether every whole number of that size is a float. */
  private static boolean isExact(BigInteger value) {
    return value.bitLength() <= 53;
  }

  private static void requireDivisor(boolean nonZero) {
    if (!nonZero) {
      throw new OperationException("division by zero");
    }
  }

  private static Object power(BigInteger base, BigInteger exponent) {
    if (exponent.signum() < 0) {
      return power(real(base), real(exponent));
    }
    if (base.abs().compareTo(BigInteger.ONE) <= 0) {
      return narrow(base.pow(exponent.signum() == 0 ? 0 : exponent.testBit(0) ? 1 : 2));
    }
    if (exponent.bitLength() > 31 || exponent.longValue() * (base.bitLength() - 1) > MAX_BITS) {
      throw new OperationException("a whole number of more than 4300 digits");
    }
    return narrow(base.pow(exponent.intValue()));
  }

  private static double power(double base, double exponent) {
    if (base == 0 && exponent < 0) {
      throw new OperationException("zero cannot be raised to a negative power");
    }
    if (base < 0 && Double.isFinite(base) && exponent != Math.rint(exponent)) {
      throw new OperationException("the power is a complex number");
    }
    // Unlike Java, Python has 1 ** nan == 1 and (-1) ** inf == 1.
    double power =
        base == 1 || (base == -1 && Double.isInfinite(exponent)) ? 1 : Math.pow(base, exponent);
    if (Double.isInfinite(power) && Double.isFinite(base) && Double.isFinite(exponent)) {
      throw new OperationException("the power is too large for a float");
    }
    return power;
  }

  /** The order of two numbers; null when one is not a number (nan). */
  static Integer compare(Object a, Object b) {
    if (isWhole(a) && isWhole(b)) {
      return whole(a).compareTo(whole(b));
    }
    double x = a instanceof Double real ? real : 0;
    double y = b instanceof Double real ? real : 0;
    if (Double.isNaN(x) || Double.isNaN(y)) {
      return null;
    }
    if (Double.isInfinite(x) || Double.isInfinite(y)) {
      return Double.compare(x, y);
    }
    return exact(a).compareTo(exact(b));
  }

  private static BigDecimal exact(Object value) {
    return value instanceof Double real ? new BigDecimal(real) : new BigDecimal(whole(value));
  }
}
