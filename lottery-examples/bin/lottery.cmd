@echo off
rem SPDX-License-Identifier: Apache-2.0
rem Runs the command line with the JVM flags that a jar cannot set for itself.
set "JAR=%~dp0..\target\lottery.jar"
if not exist "%JAR%" (
  echo lottery: %JAR% is missing; build it with: mvn -DskipTests verify 1>&2
  exit /b 1
)
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -XX:+UseParallelGC -Djava.awt.headless=true --add-modules jdk.incubator.vector -XX:ObjectAlignmentInBytes=64 -jar "%JAR%" %*
