export { Switch } from "./checkbox";
